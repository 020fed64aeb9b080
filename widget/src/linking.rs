//! How the first part waits for the second: what `#[wasm_split]` asks of the place that it is told. The
//! splitter's own is a cell for any number of threads, ten times as large; here `glue/link.ts` already
//! sees to it that the second part is loaded once.

/// The second part could not come.
pub struct SplitLoaderError;

#[cfg(target_family = "wasm")]
#[doc(hidden)]
#[allow(unsafe_code)] // A function pointer given to the page's side, as the macro has it.
pub mod rt {
    use std::ffi::c_void;
    use std::pin::Pin;

    use js_sys::{Function, Promise};
    use wasm_bindgen::JsValue;
    use wasm_bindgen_futures::JsFuture;

    use super::SplitLoaderError;

    /// Called back once with what was given along, and whether the part is here.
    pub type LoadCallbackFn = unsafe extern "C" fn(*const c_void, bool);
    /// Loads the part.
    pub type LoadFn = unsafe extern "C" fn(LoadCallbackFn, *const c_void);

    /// What loads the part.
    pub struct LazySplitLoader(LoadFn);

    impl LazySplitLoader {
        /// # Safety
        /// The function must call back exactly once, with the pointer that it was given.
        pub const unsafe fn new(load: LoadFn) -> Self {
            Self(load)
        }
    }

    unsafe extern "C" fn called(waiting: *const c_void, here: bool) {
        // SAFETY: made by `ensure_loaded`, and given back once.
        let done = unsafe { Box::from_raw(waiting.cast::<Function>().cast_mut()) };
        let _ = done.call1(&JsValue::NULL, &here.into());
    }

    /// Waits until the part is here.
    ///
    /// # Errors
    /// It could not come this time.
    pub async fn ensure_loaded(loader: Pin<&LazySplitLoader>) -> Result<(), SplitLoaderError> {
        let promise = Promise::new(&mut |done, _| {
            let waiting = Box::into_raw(Box::new(done));
            // SAFETY: by the contract of `new`.
            unsafe { (loader.0)(called, waiting.cast()) };
        });
        match JsFuture::from(promise).await {
            Ok(here) if here.as_bool() == Some(true) => Ok(()),
            _ => Err(SplitLoaderError),
        }
    }
}
