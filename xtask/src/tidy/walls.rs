//! Walls between crates: what must not be among the dependencies of which, read from `cargo tree`.

use anyhow::Result;

use crate::sh;

/// A wall around one crate.
pub struct Wall {
    package: &'static str,
    /// Which edges count: a test may use what the program may not.
    edges: &'static str,
    forbidden: &'static [&'static str],
}

const BROWSER_AND_CLOCK: &[&str] =
    &["wasm-bindgen", "worker", "leptos", "web-sys", "js-sys", "chrono", "time", "rusqlite"];
const OURS: &[&str] = &["desk", "search", "frame", "content", "edge", "widget", "console"];

/// All walls.
pub const WALLS: [Wall; 8] = [
    Wall { package: "desk", edges: "normal", forbidden: BROWSER_AND_CLOCK },
    Wall { package: "search", edges: "normal", forbidden: BROWSER_AND_CLOCK },
    Wall { package: "frame", edges: "normal", forbidden: BROWSER_AND_CLOCK },
    Wall {
        package: "content",
        edges: "normal",
        forbidden: &["edge", "widget", "console", "worker", "leptos"],
    },
    Wall {
        package: "edge",
        edges: "normal,dev",
        forbidden: &["leptos", "content", "widget", "console"],
    },
    Wall {
        package: "widget",
        edges: "normal",
        forbidden: &["worker", "rusqlite", "edge", "console", "content", "frame"],
    },
    Wall { package: "xtask", edges: "normal,dev,build", forbidden: OURS },
    Wall { package: "tests", edges: "normal,dev,build", forbidden: OURS },
];

/// Every dependency behind a wall that must not be there.
pub fn faults() -> Result<Vec<String>> {
    let mut all = Vec::new();
    for wall in &WALLS {
        let mut cargo = sh::command("cargo");
        cargo.args(["tree", "--package", wall.package, "--edges", wall.edges]);
        let tree = sh::read(cargo.args(["--prefix", "none", "--format", "{p}", "--locked"]))?;
        all.extend(breaches(wall, &tree));
    }
    Ok(all)
}

/// Reads `cargo tree`'s list, one `name vX.Y.Z …` a line.
fn breaches(wall: &Wall, tree: &str) -> Vec<String> {
    let mut names: Vec<&str> =
        tree.lines().filter_map(|line| line.split_whitespace().next()).collect();
    names.sort_unstable();
    names.dedup();
    names.retain(|name| *name != wall.package && wall.forbidden.contains(name));
    names
        .iter()
        .map(|name| format!("{}/Cargo.toml: must not depend on `{name}`", wall.package))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_wall_can_be_breached() {
        for wall in &WALLS {
            for forbidden in wall.forbidden {
                let tree =
                    format!("{} v0.1.0 (x)\nserde v1.0.0\n{forbidden} v9.0.0\n", wall.package);
                assert_eq!(breaches(wall, &tree).len(), 1, "{} and {forbidden}", wall.package);
            }
        }
    }

    #[test]
    fn names_are_compared_whole() {
        let tree = "desk v0.1.0 (x)\nworker-sys-like v1.0.0\ntimely v1.0.0\n";
        assert!(breaches(&WALLS[0], tree).is_empty());
    }
}
