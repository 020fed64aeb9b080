//! The postings of a group: found by passing over those before it, read in place.

use super::Index;
use crate::bytes::Bytes;
use crate::format::{CLASSES, GROUPS, class};

/// Where every [`GROUPS`]th group of a part starts.
#[derive(Clone, Debug)]
pub(super) struct Places(Vec<Place>);

/// Where a group starts: in the counts, and what follows it in the distances and codes of each class.
#[derive(Clone, Copy, Debug, Default)]
struct Place {
    count: u32,
    gaps: [u32; CLASSES],
    codes: [u32; CLASSES],
}

impl Places {
    /// Passes over a part's bytes once; `None` when `groups` do not fill them exactly.
    pub(super) fn read(bytes: &[u8], groups: u32) -> Option<Places> {
        let mut rest = Bytes::new(bytes, 0);
        let mut places = Vec::new();
        // First the postings before each place, then where those end.
        let mut sums = [0u32; CLASSES];
        for group in 0..groups as usize {
            if group.is_multiple_of(GROUPS) {
                places.push(Place { count: rest.at() as u32, gaps: sums, codes: sums });
            }
            let count = rest.number()?;
            let sum = &mut sums[class(count)];
            *sum = sum.checked_add(count)?;
        }
        for (class, sum) in sums.into_iter().enumerate() {
            let mut before = 0;
            for place in &mut places {
                rest.skip_numbers((place.gaps[class] - before) as usize)?;
                before = place.gaps[class];
                place.gaps[class] = rest.at() as u32;
            }
            rest.skip_numbers((sum - before) as usize)?;
        }
        let mut start = rest.at() as u32;
        for (class, sum) in sums.into_iter().enumerate() {
            for place in &mut places {
                place.codes[class] = place.codes[class].checked_add(start)?;
            }
            start = start.checked_add(sum)?;
        }
        (start as usize == bytes.len()).then_some(Places(places))
    }

    pub(super) fn memory(&self) -> usize {
        self.0.capacity() * size_of::<Place>()
    }
}

impl Index {
    /// How many articles have a group: 0 while its postings are elsewhere.
    pub(crate) fn count(&self, group: u32) -> u32 {
        self.common(group).map_or_else(|| self.stored(group).unwrap_or(0), |common| common.found)
    }

    /// The postings that a group has.
    fn stored(&self, group: u32) -> Option<u32> {
        let (part, places, bytes) = self.lists(group)?;
        let here = group.checked_sub(part.first)? as usize;
        let mut counts = Bytes::new(bytes, places.0.get(here / GROUPS)?.count as usize);
        counts.skip_numbers(here % GROUPS)?;
        counts.number()
    }

    /// Calls `each` with the article and the code of every posting of a group, in [`crate::format::order`]. `None` when
    /// they are elsewhere.
    pub(crate) fn each_posting(&self, group: u32, each: &mut dyn FnMut(u32, u8)) -> Option<()> {
        let (part, places, bytes) = self.lists(group)?;
        let here = group.checked_sub(part.first)? as usize;
        let place = places.0.get(here / GROUPS)?;
        let mut counts = Bytes::new(bytes, place.count as usize);
        let mut before = [0u32; CLASSES];
        for _ in 0..here % GROUPS {
            let count = counts.number()?;
            let sum = &mut before[class(count)];
            *sum = sum.checked_add(count)?;
        }
        let count = counts.number()?;
        let class = class(count);
        let mut gaps = Bytes::new(bytes, place.gaps[class] as usize);
        gaps.skip_numbers(before[class] as usize)?;
        let codes = place.codes[class].checked_add(before[class])? as usize;
        let codes = bytes.get(codes..codes.checked_add(count as usize)?)?;
        let mut next = 0u32;
        for code in codes {
            next = next.checked_add(gaps.number()?)?;
            each(*self.order.get(next.checked_sub(1)? as usize)?, *code);
        }
        Some(())
    }
}
