//! The search core alone as a WebAssembly module without imports: what Node measures and compares with the native
//! build (`cargo xtask bench search`, `cargo xtask test`). The widget calls the crate directly and has none of this.
//!
//! A host allocates with [`fd_alloc`], writes bytes there, and calls. Results stand in the core's output, at
//! [`fd_out`], until the next call; all numbers are little-endian `u32` or `f32`, and a text is its length in bytes,
//! then its UTF-8, then zeros up to a multiple of 4:
//!
//! | call | output |
//! | --- | --- |
//! | [`fd_rank`] | per hit: article, score |
//! | [`fd_query`] | per hit: article, passage, score, title, its marks, snippet, its marks; marks: how many, then start and end of each |
//! | [`fd_slug`] | the article's slug |
//! | [`fd_missing`] | the names of the parts, a text each |

// Memory is shared with a host that only knows addresses: there is no safe way to take bytes from it.
#![allow(unsafe_code)]

use std::alloc::{GlobalAlloc, Layout, System};
use std::sync::atomic::{AtomicUsize, Ordering::Relaxed};

use search::{Asked, Index, OpenError, Ranking, Snippet};

/// An index, or why there is none, and the room for results.
pub struct Core {
    index: Result<Index, OpenError>,
    out: Vec<u32>,
}

/// Memory for `len` bytes, to be given to [`fd_open`] or back to [`fd_free`].
#[unsafe(no_mangle)]
pub extern "C" fn fd_alloc(len: usize) -> *mut u8 {
    Box::into_raw(vec![0_u8; len].into_boxed_slice()).cast()
}

/// Takes memory back.
///
/// # Safety
/// `ptr` came from `fd_alloc(len)` and was not taken since.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn fd_free(ptr: *mut u8, len: usize) {
    // SAFETY: promised by the caller.
    drop(unsafe { taken(ptr, len) });
}

/// Opens an index and takes its memory. Ask [`fd_status`] whether that went well.
///
/// # Safety
/// As for [`fd_free`].
#[unsafe(no_mangle)]
pub unsafe extern "C" fn fd_open(ptr: *mut u8, len: usize) -> *mut Core {
    // SAFETY: promised by the caller.
    let bytes = unsafe { taken(ptr, len) };
    Box::into_raw(Box::new(Core { index: Index::open(bytes.into_vec()), out: Vec::new() }))
}

/// Drops a core.
///
/// # Safety
/// `core` came from [`fd_open`] and was not dropped since.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn fd_close(core: *mut Core) {
    // SAFETY: promised by the caller.
    drop(unsafe { Box::from_raw(core) });
}

/// 0 when the index is open; 1 truncated, 2 not an index, 3 newer than this program, 4 damaged.
#[unsafe(no_mangle)]
pub extern "C" fn fd_status(core: &Core) -> u32 {
    match core.index {
        Ok(_) => 0,
        Err(OpenError::Truncated) => 1,
        Err(OpenError::NotAnIndex) => 2,
        Err(OpenError::Newer { .. }) => 3,
        Err(_) => 4,
    }
}

/// How many articles there are.
#[unsafe(no_mangle)]
pub extern "C" fn fd_articles(core: &Core) -> u32 {
    core.index.as_ref().map_or(0, Index::len)
}

/// Where the last result stands.
#[unsafe(no_mangle)]
pub extern "C" fn fd_out(core: &Core) -> *const u32 {
    core.out.as_ptr()
}

/// The best `k` articles for the query at `text`: returns how many, with numbers and scores in the output.
///
/// # Safety
/// `text` points at `len` readable bytes.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn fd_rank(core: &mut Core, text: *const u8, len: usize, k: usize) -> usize {
    // SAFETY: promised by the caller.
    let text = String::from_utf8_lossy(unsafe { std::slice::from_raw_parts(text, len) });
    let Core { index: Ok(index), out } = core else {
        return 0;
    };
    out.clear();
    let ranked = index.rank(&text, k, &Ranking::DEFAULT);
    for (article, score) in &ranked {
        out.extend([*article, score.to_bits()]);
    }
    ranked.len()
}

/// As [`fd_rank`], with the best passage, title and snippet of each.
///
/// # Safety
/// As for [`fd_rank`].
#[unsafe(no_mangle)]
pub unsafe extern "C" fn fd_query(core: &mut Core, text: *const u8, len: usize, k: usize) -> usize {
    // SAFETY: promised by the caller.
    let text = String::from_utf8_lossy(unsafe { std::slice::from_raw_parts(text, len) });
    let Core { index: Ok(index), out } = core else {
        return 0;
    };
    out.clear();
    let hits = index.query(&text, k);
    for hit in &hits {
        out.extend([hit.article, hit.passage, hit.score.to_bits()]);
        shown(out, &hit.title);
        shown(out, &hit.snippet);
    }
    hits.len()
}

/// What an answer with `k` hits still needs: returns how many parts, with their names in the output.
///
/// # Safety
/// As for [`fd_rank`].
#[unsafe(no_mangle)]
pub unsafe extern "C" fn fd_missing(
    core: &mut Core,
    asked: *const u8,
    len: usize,
    k: usize,
) -> usize {
    // SAFETY: promised by the caller.
    let asked = String::from_utf8_lossy(unsafe { std::slice::from_raw_parts(asked, len) });
    let Core { index: Ok(index), out } = core else {
        return 0;
    };
    out.clear();
    let answer = index.ask(&Asked { text: &asked, k, ..Asked::default() });
    answer.missing.iter().for_each(|name| text(out, name));
    answer.missing.len()
}

/// Takes a part and its memory; `name` is as [`fd_missing`] told it. Returns 1 when it is not that part.
///
/// # Safety
/// As for [`fd_rank`] with `name`, and as for [`fd_free`] with `ptr`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn fd_supply(
    core: &mut Core,
    name: *const u8,
    name_len: usize,
    ptr: *mut u8,
    len: usize,
) -> u32 {
    // SAFETY: promised by the caller.
    let name = String::from_utf8_lossy(unsafe { std::slice::from_raw_parts(name, name_len) });
    // SAFETY: promised by the caller.
    let bytes = unsafe { taken(ptr, len) };
    let Ok(index) = &mut core.index else {
        return 1;
    };
    u32::from(index.supply(&name, bytes.into_vec()).is_err())
}

/// Writes an article's slug to the output; returns how many there are, 0 or 1.
#[unsafe(no_mangle)]
pub extern "C" fn fd_slug(core: &mut Core, article: u32) -> usize {
    let Core { index: Ok(index), out } = core else {
        return 0;
    };
    out.clear();
    let Some(article) = index.article(article) else {
        return 0;
    };
    text(out, article.slug);
    1
}

/// Bytes allocated right now.
#[unsafe(no_mangle)]
pub extern "C" fn fd_held() -> usize {
    HELD.load(Relaxed)
}

/// The most bytes that were allocated at once since this was last asked.
#[unsafe(no_mangle)]
pub extern "C" fn fd_peak() -> usize {
    PEAK.swap(HELD.load(Relaxed), Relaxed)
}

/// # Safety
/// `ptr` came from `fd_alloc(len)` and was not taken since.
unsafe fn taken(ptr: *mut u8, len: usize) -> Box<[u8]> {
    // SAFETY: `fd_alloc` made it from such a box.
    unsafe { Box::from_raw(std::ptr::slice_from_raw_parts_mut(ptr, len)) }
}

fn text(out: &mut Vec<u32>, text: &str) {
    out.push(text.len() as u32);
    out.extend(text.as_bytes().chunks(4).map(|bytes| {
        let mut word = [0; 4];
        word.iter_mut().zip(bytes).for_each(|(to, from)| *to = *from);
        u32::from_le_bytes(word)
    }));
}

fn shown(out: &mut Vec<u32>, snippet: &Snippet) {
    text(out, &snippet.text);
    out.push(snippet.marks.len() as u32);
    for mark in &snippet.marks {
        out.extend([mark.start as u32, mark.end as u32]);
    }
}

/// The system's allocator, counting: memory is a figure of the bench.
struct Counting;

static HELD: AtomicUsize = AtomicUsize::new(0);
static PEAK: AtomicUsize = AtomicUsize::new(0);

#[global_allocator]
static ALLOCATOR: Counting = Counting;

fn grown(by: usize) {
    let held = HELD.fetch_add(by, Relaxed) + by;
    PEAK.fetch_max(held, Relaxed);
}

// SAFETY: every call goes to the system's allocator unchanged.
unsafe impl GlobalAlloc for Counting {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        grown(layout.size());
        // SAFETY: promised by the caller.
        unsafe { System.alloc(layout) }
    }

    unsafe fn alloc_zeroed(&self, layout: Layout) -> *mut u8 {
        grown(layout.size());
        // SAFETY: promised by the caller.
        unsafe { System.alloc_zeroed(layout) }
    }

    unsafe fn dealloc(&self, ptr: *mut u8, layout: Layout) {
        HELD.fetch_sub(layout.size(), Relaxed);
        // SAFETY: promised by the caller.
        unsafe { System.dealloc(ptr, layout) }
    }

    unsafe fn realloc(&self, ptr: *mut u8, layout: Layout, size: usize) -> *mut u8 {
        grown(size);
        HELD.fetch_sub(layout.size(), Relaxed);
        // SAFETY: promised by the caller.
        unsafe { System.realloc(ptr, layout, size) }
    }
}
