//! Short names for what a program imports from its bindings. wasm-bindgen ends each with a hash, which
//! no compression makes smaller: some 2 kB of the widget, in its wasm and its glue.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result, anyhow};
use walrus::Module;

/// Renames the imports of the program from its bindings, in both files. The bindings still stand in
/// one file that nothing else reads.
pub fn shorten(wasm: &Path, js: &Path) -> Result<()> {
    let mut module = Module::from_file(wasm).map_err(|error| anyhow!("{error:?}"))?;
    let mut glue = fs::read_to_string(js).with_context(|| format!("{}", js.display()))?;
    let mut names = vec![];
    for import in module.imports.iter_mut().filter(|import| import.module.ends_with("_bg.js")) {
        let short = format!("_{}", names.len());
        names.push((std::mem::replace(&mut import.name, short.clone()), short));
    }
    // The longest first: one name may begin another.
    names.sort_by_key(|(name, _)| std::cmp::Reverse(name.len()));
    for (name, short) in names {
        glue = glue.replace(&name, &short);
    }
    fs::write(js, glue)?;
    module.emit_wasm_file(wasm).map_err(|error| anyhow!("{error:?}"))
}
