//! Values that views follow: signals, effects that run again when what they read has changed, and
//! memos. The shape is Leptos' (and before it SolidJS'); the code is as little as this widget needs.
//!
//! Why not Leptos itself: its reactive graph alone added 13 kB with brotli to an empty program, and
//! its views more than half of the widget's 208 kB. The console, which no visitor downloads, has it.
//!
//! Effects run together, in the microtask after the change, so that a handler can change many values
//! and draw once; [`flush`] and the end of a [`batch`] run them now. An effect owns what was made while it ran (effects within
//! it, listeners): that goes when it runs again, and when it goes itself.

use std::any::Any;
use std::cell::{Cell, RefCell};
use std::rc::{Rc, Weak};

/// Runs of effects in one flush. More is a circle: it ends there instead of hanging the page.
const RUNS_MAX: usize = 10_000;

thread_local! {
    static CURRENT: RefCell<Option<Rc<Effect>>> = const { RefCell::new(None) };
    static QUEUE: RefCell<Vec<Weak<Effect>>> = const { RefCell::new(vec![]) };
    /// A [`batch`] runs, which ends with a flush.
    static BATCH: Cell<bool> = const { Cell::new(false) };
    /// Asks for a flush later; the browser's rim sets it.
    static WAKE: Cell<fn()> = const { Cell::new(|| {}) };
}

/// Says how to ask for a [`flush`] as soon as what runs now is done.
pub fn wake_with(wake: fn()) {
    WAKE.set(wake);
}

struct Effect {
    run: RefCell<Box<dyn FnMut()>>,
    owned: RefCell<Vec<Box<dyn Any>>>,
    queued: Cell<bool>,
}

impl Effect {
    fn run(self: &Rc<Self>) {
        self.queued.set(false);
        // What it made before must outlive the run: while the page's elements are replaced, their
        // listeners may still be called.
        let before = self.owned.take();
        let outer = CURRENT.replace(Some(Rc::clone(self)));
        if let Ok(mut run) = self.run.try_borrow_mut() {
            run();
        }
        CURRENT.set(outer);
        drop(before);
    }
}

/// Everything made while this scope ran. Dropping it ends all of it.
pub struct Scope(Rc<Effect>);

impl Scope {
    /// An empty scope.
    pub fn new() -> Self {
        Self(Rc::new(Effect {
            run: RefCell::new(Box::new(|| {})),
            owned: RefCell::default(),
            queued: Cell::new(false),
        }))
    }

    /// What `make` makes belongs to this scope.
    pub fn within<T>(&self, make: impl FnOnce() -> T) -> T {
        let outer = CURRENT.replace(Some(Rc::clone(&self.0)));
        let made = make();
        CURRENT.set(outer);
        made
    }

    /// This scope, for as long as somebody else keeps it.
    pub fn place(&self) -> Place {
        Place(Rc::downgrade(&self.0))
    }
}

impl Default for Scope {
    fn default() -> Self {
        Self::new()
    }
}

/// A scope that may have ended when something is ready to be put there.
#[derive(Clone)]
pub struct Place(Weak<Effect>);

impl Place {
    /// What `make` makes belongs to this place; `None` when the place has ended.
    pub fn within<T>(&self, make: impl FnOnce() -> T) -> Option<T> {
        self.0.upgrade().map(|effect| Scope(effect).within(make))
    }
}

/// Keeps `thing` until what is running now runs again or ends. Outside of any scope it is kept for ever.
pub fn own(thing: impl Any) {
    let thing: Box<dyn Any> = Box::new(thing);
    CURRENT.with_borrow(|current| match current {
        Some(effect) => effect.owned.borrow_mut().push(thing),
        None => drop(Box::leak(thing)),
    });
}

/// Runs `run` now, and again whenever a signal that it read has changed.
pub fn effect(run: impl FnMut() + 'static) {
    effect_of(Box::new(run));
}

fn effect_of(run: Box<dyn FnMut()>) {
    let effect = Rc::new(Effect {
        run: RefCell::new(run),
        owned: RefCell::default(),
        queued: Cell::new(false),
    });
    effect.run();
    own(effect);
}

/// Runs what has changed, now.
pub fn flush() {
    for _ in 0..RUNS_MAX {
        // First come, first run: a memo before the views that read it.
        let next = QUEUE.with_borrow_mut(|queue| (!queue.is_empty()).then(|| queue.remove(0)));
        let Some(next) = next else { return };
        if let Some(effect) = next.upgrade() {
            effect.run();
        }
    }
    QUEUE.take();
}

/// Runs what `change` changed before it returns: a keystroke need not ask the browser for a moment later.
pub fn batch(change: impl FnOnce()) {
    let outer = BATCH.replace(true);
    change();
    flush();
    BATCH.set(outer);
}

#[derive(Default)]
struct Readers(RefCell<Vec<Weak<Effect>>>);

impl Readers {
    fn track(&self) {
        CURRENT.with_borrow(|current| {
            let Some(effect) = current else { return };
            let effect = Rc::downgrade(effect);
            let mut readers = self.0.borrow_mut();
            if !readers.iter().any(|reader| reader.ptr_eq(&effect)) {
                readers.push(effect);
            }
        });
    }

    /// Each reader is told once and tracks anew when it runs.
    fn tell(&self) {
        let asleep = QUEUE.with_borrow(Vec::is_empty);
        let mut told = false;
        for reader in self.0.take() {
            if reader.upgrade().is_some_and(|effect| !effect.queued.replace(true)) {
                QUEUE.with_borrow_mut(|queue| queue.push(reader));
                told = true;
            }
        }
        if asleep && told && !BATCH.get() {
            WAKE.get()();
        }
    }
}

/// A value that can change. Clones are the same value.
pub struct Signal<T: 'static>(Rc<Inner<T>>);

struct Inner<T> {
    readers: Readers,
    value: RefCell<T>,
}

impl<T> Clone for Signal<T> {
    fn clone(&self) -> Self {
        Self(Rc::clone(&self.0))
    }
}

impl<T: Default> Default for Signal<T> {
    fn default() -> Self {
        Self::new(T::default())
    }
}

impl<T> Signal<T> {
    /// A value to start with.
    pub fn new(value: T) -> Self {
        Self(Rc::new(Inner { readers: Readers::default(), value: RefCell::new(value) }))
    }

    /// Reads it, and follows it.
    pub fn with<R>(&self, read: impl FnOnce(&T) -> R) -> R {
        self.0.readers.track();
        read(&self.0.value.borrow())
    }

    /// Reads it without following.
    pub fn peek_with<R>(&self, read: impl FnOnce(&T) -> R) -> R {
        read(&self.0.value.borrow())
    }

    /// Changes it in place. `change` must not read this signal.
    pub fn update<R>(&self, change: impl FnOnce(&mut T) -> R) -> R {
        let result = change(&mut self.0.value.borrow_mut());
        self.0.readers.tell();
        result
    }

    /// Replaces it.
    pub fn set(&self, value: T) {
        self.0.value.replace(value);
        self.0.readers.tell();
    }

    /// Follows it without reading.
    pub fn track(&self) {
        self.0.readers.track();
    }
}

impl<T: Clone> Signal<T> {
    /// A copy, followed.
    pub fn get(&self) -> T {
        self.with(T::clone)
    }

    /// A copy, not followed.
    pub fn peek(&self) -> T {
        self.peek_with(T::clone)
    }
}

/// A value made of other signals. Its readers are told only when it has become another one.
pub fn memo<T: PartialEq>(make: impl Fn() -> T + 'static) -> Signal<T> {
    memo_of(Box::new(make))
}

fn memo_of<T: PartialEq>(make: Box<dyn Fn() -> T>) -> Signal<T> {
    // The first value is made in a scope of its own: nothing outside follows what it reads.
    let memo = Signal::new(Scope::new().within(&make));
    let kept = memo.clone();
    effect(move || {
        let value = make();
        if kept.peek_with(|old| *old != value) {
            kept.set(value);
        }
    });
    memo
}

#[cfg(test)]
mod tests {
    use super::*;

    /// An effect that writes down what it saw.
    fn seen<T: 'static>(look: impl Fn() -> T + 'static) -> Rc<RefCell<Vec<T>>> {
        let log: Rc<RefCell<Vec<T>>> = Rc::default();
        let into = Rc::clone(&log);
        effect(move || into.borrow_mut().push(look()));
        log
    }

    #[test]
    fn an_effect_runs_once_for_many_changes() {
        let (a, b) = (Signal::new(1), Signal::new(10));
        let log = seen({
            let (a, b) = (a.clone(), b.clone());
            move || a.get() + b.get()
        });
        a.set(2);
        a.set(3);
        b.set(20);
        assert_eq!(*log.borrow(), [11]);
        flush();
        assert_eq!(*log.borrow(), [11, 23]);
    }

    #[test]
    fn a_batch_is_drawn_at_its_end_and_wakes_nobody() {
        thread_local!(static WOKEN: Cell<u32> = const { Cell::new(0) });
        wake_with(|| WOKEN.set(WOKEN.get() + 1));
        let a = Signal::new(1);
        let double = memo({
            let a = a.clone();
            move || a.get() * 2
        });
        let log = seen(move || double.get());
        batch(|| {
            a.set(2);
            a.set(3);
            assert_eq!(*log.borrow(), [2]);
        });
        assert_eq!((log.borrow().as_slice(), WOKEN.get()), (&[2, 6][..], 0));
        a.set(4);
        assert_eq!((log.borrow().as_slice(), WOKEN.get()), (&[2, 6][..], 1));
    }

    #[test]
    fn what_is_only_peeked_at_is_not_followed() {
        let a = Signal::new(1);
        let log = seen({
            let a = a.clone();
            move || a.peek()
        });
        a.set(2);
        flush();
        assert_eq!(*log.borrow(), [1]);
    }

    #[test]
    fn a_memo_tells_only_of_another_value() {
        let a = Signal::new(1);
        let even = memo({
            let a = a.clone();
            move || a.get() % 2 == 0
        });
        let log = seen(move || even.get());
        for value in [3, 5, 6, 8] {
            a.set(value);
            flush();
        }
        assert_eq!(*log.borrow(), [false, true]);
    }

    #[test]
    fn a_view_that_reads_a_value_and_a_memo_of_it_sees_both_of_one_time() {
        let a = Signal::new(1);
        let double = memo({
            let a = a.clone();
            move || a.get() * 2
        });
        let log = seen({
            let a = a.clone();
            move || (a.get(), double.get())
        });
        for value in [2, 3] {
            a.set(value);
            flush();
        }
        assert_eq!(*log.borrow(), [(1, 2), (2, 4), (3, 6)]);
    }

    #[test]
    fn what_a_run_made_ends_with_the_next() {
        let (outer, inner) = (Signal::new(0), Signal::new(0));
        let log: Rc<RefCell<Vec<(i32, i32)>>> = Rc::default();
        let scope = Scope::new();
        scope.within(|| {
            let (outer, inner, log) = (outer.clone(), inner.clone(), Rc::clone(&log));
            effect(move || {
                let (at, inner, log) = (outer.get(), inner.clone(), Rc::clone(&log));
                effect(move || log.borrow_mut().push((at, inner.get())));
            });
        });
        outer.set(1);
        flush();
        inner.set(1);
        flush();
        assert_eq!(*log.borrow(), [(0, 0), (1, 0), (1, 1)]);
        drop(scope);
        inner.set(2);
        outer.set(2);
        flush();
        assert_eq!(log.borrow().len(), 3);
    }

    #[test]
    fn a_circle_ends() {
        let a = Signal::new(0);
        effect({
            let a = a.clone();
            move || a.set(a.get() + 1)
        });
        flush();
        assert!(a.peek() >= 2);
    }
}
