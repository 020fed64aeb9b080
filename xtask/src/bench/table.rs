//! Figures in columns: what the bench's scripts measured, one row an engine.

use serde_json::Value;

/// Variants of the questions, in the scripts' words.
const VARIANTS: [&str; 4] = ["clean", "typo", "prefix", "half"];

/// Quality, bytes and times of every engine on one set.
pub fn quality(rows: &[Value]) -> String {
    let variants = present(rows);
    let mut head = vec!["engine".to_owned()];
    for variant in &variants {
        head.push(format!("{variant} @1"));
        head.push("@3".into());
    }
    head.push("empty".into());
    head.extend(cost_head(&variants));
    let mut lines = vec![head];
    for row in rows {
        let mut line = vec![text(&row["engine"])];
        for variant in &variants {
            let of = &row["variants"][variant];
            line.extend([share(&of["hit1"]), share(&of["hit3"])]);
        }
        line.push(share(&row["variants"]["clean"]["empty"]));
        line.extend(cost(row, &variants));
        lines.push(line);
    }
    columns(&lines)
}

/// Bytes and times alone.
pub fn times(rows: &[Value]) -> String {
    let variants = present(rows);
    let mut lines = vec![[vec!["engine".to_owned()], cost_head(&variants)].concat()];
    for row in rows {
        lines.push([vec![text(&row["engine"])], cost(row, &variants)].concat());
    }
    columns(&lines)
}

/// Quality on clean questions per kind; empty where the set has one kind only.
pub fn kinds(rows: &[Value]) -> String {
    let Some(first) = rows.first().and_then(|row| row["variants"]["clean"]["kinds"].as_object())
    else {
        return String::new();
    };
    let mut head = vec!["clean, by kind".to_owned()];
    for (kind, of) in first {
        head.extend([format!("{kind} ({}) @1", of["n"]), "@3".into()]);
    }
    let mut lines = vec![head];
    for row in rows {
        let mut line = vec![text(&row["engine"])];
        for kind in first.keys() {
            let of = &row["variants"]["clean"]["kinds"][kind];
            line.extend([share(&of["hit1"]), share(&of["hit3"])]);
        }
        lines.push(line);
    }
    columns(&lines)
}

fn present(rows: &[Value]) -> Vec<&'static str> {
    let has = |variant: &&str| rows.iter().any(|row| !row["variants"][*variant].is_null());
    VARIANTS.into_iter().filter(has).collect()
}

fn cost_head(variants: &[&str]) -> Vec<String> {
    let mut head: Vec<String> = ["raw kB", "brotli kB", "ready ms"].map(str::to_owned).into();
    for variant in variants {
        head.extend([format!("{variant} p50 µs"), "p95".into()]);
    }
    head.extend(["held kB", "peak kB"].map(str::to_owned));
    head
}

fn cost(row: &Value, variants: &[&str]) -> Vec<String> {
    let kb = |value: &Value| scaled(value, 1000.0, 1);
    // What was compressed less than best says so.
    let less = if row["index"]["quality"].as_u64().is_some_and(|q| q < 11) { "≤" } else { "" };
    let brotli = format!("{less}{}", kb(&row["index"]["brotli"]));
    let mut line = vec![kb(&row["index"]["raw"]), brotli, scaled(&row["ready_ms"], 1.0, 2)];
    for variant in variants {
        let of = &row["variants"][variant];
        line.extend([scaled(&of["p50"], 1.0, 0), scaled(&of["p95"], 1.0, 0)]);
    }
    line.extend([kb(&row["mem"]), kb(&row["peak"])]);
    line
}

/// What a first search of the collection in parts downloads.
pub fn first(row: &Value) -> String {
    let first = &row["first"];
    let kb = |key: &str| scaled(&first[key], 1000.0, 1);
    format!(
        "as a site in {} parts, first search with nothing cached, brotli: mean {} kB, worst {} of {} questions, \
         {} hits each ({} of it the head); {} files, {} rounds at most\n",
        first["parts"],
        kb("mean"),
        kb("worst"),
        first["questions"],
        first["hits"],
        kb("head"),
        scaled(&first["files"], 1.0, 1),
        first["rounds"],
    )
}

fn text(value: &Value) -> String {
    value.as_str().unwrap_or("?").to_owned()
}

/// `.788`, as shares are written everywhere in this project.
fn share(value: &Value) -> String {
    match value.as_f64() {
        Some(share) if share < 0.9995 => format!("{share:.3}").trim_start_matches('0').to_owned(),
        Some(share) => format!("{share:.2}"),
        None => "–".into(),
    }
}

fn scaled(value: &Value, unit: f64, digits: usize) -> String {
    value.as_f64().map_or_else(|| "–".into(), |number| format!("{:.digits$}", number / unit))
}

/// Aligned: the first column to the left, the others to the right.
fn columns(lines: &[Vec<String>]) -> String {
    let count = lines.iter().map(Vec::len).max().unwrap_or(0);
    let width = |at: usize| {
        lines.iter().filter_map(|line| line.get(at)).map(|cell| cell.chars().count()).max()
    };
    let widths: Vec<usize> = (0..count).map(|at| width(at).unwrap_or(0)).collect();
    let mut out = String::new();
    for line in lines {
        for (at, (cell, width)) in line.iter().zip(&widths).enumerate() {
            let cell =
                if at == 0 { format!("{cell:<width$}") } else { format!("  {cell:>width$}") };
            out.push_str(&cell);
        }
        out.push('\n');
    }
    out
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn a_row_has_its_figures_and_a_dash_for_what_was_not_measured() {
        let of = |hit1: f64| json!({"n": 2, "hit1": hit1, "hit3": 1.0, "empty": 0.0, "p50": 41.6, "p95": 180.2});
        let rows = [
            json!({"engine": "ours", "variants": {"clean": of(0.5875), "half": of(0.25)},
                "index": {"raw": 857_170, "brotli": 46_000, "quality": 11}, "ready_ms": 1.5, "mem": 18_120, "peak": 45_090}),
            json!({"engine": "b", "variants": {"clean": of(0.0)}, "index": {"raw": 1000, "brotli": 900, "quality": 9}}),
        ];
        let expected = "\
engine  clean @1    @3  half @1    @3  empty  raw kB  brotli kB  ready ms  clean p50 µs  p95  half p50 µs  p95  held kB  peak kB
ours        .588  1.00     .250  1.00   .000   857.2       46.0      1.50            42  180           42  180     18.1     45.1
b           .000  1.00        –     –   .000     1.0       ≤0.9         –            42  180            –    –        –        –
";
        assert_eq!(quality(&rows), expected);
        assert_eq!(kinds(&rows), "");
        assert!(times(&rows).starts_with("engine  raw kB"));
    }

    #[test]
    fn kinds_stand_side_by_side() {
        let of = |n: u32| json!({"n": n, "hit1": 0.5, "hit3": 0.75});
        let kinds_of = json!({"anchor": of(138), "hand": of(102)});
        let rows = [json!({"engine": "ours", "variants": {"clean": {"kinds": kinds_of}}})];
        let expected = "\
clean, by kind  anchor (138) @1    @3  hand (102) @1    @3
ours                       .500  .750           .500  .750
";
        assert_eq!(kinds(&rows), expected);
    }
}
