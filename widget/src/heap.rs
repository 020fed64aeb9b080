//! The program's memory: free lists by size over memory that only grows. The standard library's
//! allocator for WebAssembly is 2 kB of the download; this is a tenth of it.
//!
//! Blocks are of 16 to 128 bytes in steps of 16, then four sizes to each doubling, so that a quarter of a
//! block is lost at most. A block that is given back waits for the next of its size; nothing is joined or
//! split. That suits a program whose large things (an index) come once and whose small ones are alike.
#![allow(unsafe_code)] // An allocator cannot do without.

use std::alloc::{GlobalAlloc, Layout};
use std::arch::wasm32;
use std::cell::UnsafeCell;
use std::ptr::null_mut;

/// Every block begins at a multiple of this. No type of ours wants more.
const ALIGN: usize = 16;
/// A page of WebAssembly's memory, in bytes.
const PAGE: usize = 65_536;
/// Sizes up to the end of a 32-bit memory.
const SIZES: usize = 108;

#[global_allocator]
static HEAP: Heap = Heap(UnsafeCell::new(State { free: [null_mut(); SIZES], next: 0, end: 0 }));

struct Heap(UnsafeCell<State>);

// SAFETY: the program has one thread.
unsafe impl Sync for Heap {}

struct State {
    /// The first free block of each size; each holds the address of the next.
    free: [*mut u8; SIZES],
    /// Memory that was never used: from here …
    next: usize,
    /// … to here.
    end: usize,
}

unsafe extern "C" {
    /// Where the linker's own data ends. Only its address means something.
    static __heap_base: u8;
}

/// The number of the block size that fits, and its bytes.
fn block(size: usize) -> (usize, usize) {
    let last = size.max(1) - 1;
    let doubling = last.checked_ilog2().unwrap_or(0).max(6);
    let step = last >> (doubling - 2);
    ((doubling as usize - 6) * 4 + step, (step + 1) << (doubling - 2))
}

// SAFETY: `alloc` gives a block that nobody else has, of at least the size and at a multiple of 16.
unsafe impl GlobalAlloc for Heap {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        let state = unsafe { &mut *self.0.get() };
        let (number, bytes) = block(layout.size());
        let Some(first) = state.free.get_mut(number).filter(|_| layout.align() <= ALIGN) else {
            return null_mut();
        };
        if first.is_null() {
            return state.fresh(bytes);
        }
        let found = *first;
        *first = unsafe { found.cast::<*mut u8>().read() };
        found
    }

    unsafe fn dealloc(&self, given: *mut u8, layout: Layout) {
        let state = unsafe { &mut *self.0.get() };
        if let Some(first) = state.free.get_mut(block(layout.size()).0) {
            unsafe { given.cast::<*mut u8>().write(*first) };
            *first = given;
        }
    }

    unsafe fn realloc(&self, given: *mut u8, layout: Layout, size: usize) -> *mut u8 {
        if block(layout.size()) == block(size) {
            return given;
        }
        unsafe {
            let wider = self.alloc(Layout::from_size_align_unchecked(size, layout.align()));
            if !wider.is_null() {
                given.copy_to_nonoverlapping(wider, layout.size().min(size));
                self.dealloc(given, layout);
            }
            wider
        }
    }
}

impl State {
    /// A block of memory that was never used; null when there is no more.
    fn fresh(&mut self, bytes: usize) -> *mut u8 {
        if self.end == 0 {
            self.next = (&raw const __heap_base as usize).next_multiple_of(ALIGN);
            self.end = wasm32::memory_size(0) * PAGE;
        }
        if self.end - self.next < bytes {
            let more = (bytes - (self.end - self.next)).div_ceil(PAGE);
            if wasm32::memory_grow(0, more) == usize::MAX {
                return null_mut();
            }
            self.end += more * PAGE;
        }
        let found = self.next;
        self.next += bytes;
        found as *mut u8
    }
}
