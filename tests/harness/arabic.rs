//! Our own help center with one more language, read from right to left: what was built, and an Arabic
//! article beside it, put together as the build would.

use std::fs;
use std::path::Path;
use std::process::Command;

use serde_json::{Value, json};

use crate::server::{Server, root};

const SITE: &str = r#"
id = "frontdesk"
name = "Frontdesk"
tagline = { ar = "كيف يمكننا مساعدتك؟" }
default_locale = "ar"
locales = ["ar"]
origins = ["https://shop.example"]

[[sections]]
id = "visitors"
title = { ar = "للزوار" }
summary = { ar = "ابحث عن إجابة أو اسأل شخصًا." }
"#;

const ARTICLE: &str = "---
title: تتبع طلبك
summary: كيف تعرف متى يصل طلبك.
---

افتح رسالة التأكيد واختر رقم الطلب. ترى هناك أين طلبك الآن.

## إذا تأخر الطلب

1. انتظر يومين بعد الموعد.
2. ثم اكتب إلينا مع رقم الطلب.
";

impl Server {
    /// A server whose site speaks Arabic, too.
    pub fn arabic() -> Self {
        Self::start_in(add)
    }
}

fn add(assets: &Path) {
    let (source, out) = (assets.with_file_name("arabic"), assets.with_file_name("arabic-built"));
    let articles = source.join("articles/ar/visitors");
    fs::create_dir_all(&articles).expect("a folder");
    fs::write(source.join("site.toml"), SITE).expect("a site");
    fs::write(articles.join("track.md"), ARTICLE).expect("an article");
    let mut content = Command::new(root().join("target/debug/content"));
    content.arg("build").arg(&source).arg("--out").arg(&out);
    content.arg("--css").arg(root().join("target/css/pages.css"));
    content.arg("--last").arg(source.join("last.tsv")).current_dir(root());
    let run = content.output().expect("`cargo xtask build` was run");
    assert!(run.status.success(), "{}", String::from_utf8_lossy(&run.stderr));
    for entry in fs::read_dir(out.join("_a")).expect("built").flatten() {
        fs::copy(entry.path(), assets.join("_a").join(entry.file_name())).expect("a copy");
    }
    let read = |path: &Path| -> Value {
        serde_json::from_slice(&fs::read(path).expect("a manifest")).expect("JSON")
    };
    let index = read(&out.join("_site/frontdesk.json"))["index"]["ar"].take();
    edit(&assets.join("_site/frontdesk.json"), |text| {
        let mut site: Value = serde_json::from_str(text).expect("JSON");
        site["index"]["ar"] = index.clone();
        site.to_string()
    });
    edit(&assets.join("widget.js"), |text| {
        let loader: Value = read(&root().join("widget/loader/words.json"));
        text.replace("index:{", &format!("index:{{ar:{index},"))
            .replace("words:{", &format!("words:{{ar:{},", loader["ar"]))
    });
    glue(&assets.join("_a"));
}

/// The glue with Arabic words, from that with English ones.
fn glue(folder: &Path) {
    let table = fs::read_to_string(root().join("widget/locales/ar.toml")).expect("words");
    let (first, later) = table.split_once("\n# From here on").expect("two parts");
    let texts = |part: &str| {
        let text = |line: &str| Some(line.split_once(" = \"")?.1.strip_suffix('"')?.to_string());
        part.lines().filter_map(text).collect::<Vec<_>>().join("\n")
    };
    // An empty line says that these came whole.
    fs::write(folder.join("words-ar.txt"), texts(later) + "\n\n").expect("words");
    let words = json!(format!("ar\n{}", texts(first)));
    let constants = format!("const __WORDS__={words},__LATER__=\"/_a/words-ar.txt\";");
    let names = fs::read_dir(folder).expect("built").flatten().map(|entry| entry.path());
    let english = |path: &&std::path::PathBuf| {
        let name = path.file_name().and_then(|name| name.to_str()).unwrap_or_default();
        name.starts_with("widget.") && name.ends_with(".en.js")
    };
    let paths: Vec<_> = names.collect();
    let path = paths.iter().find(english).expect("the English glue");
    let text = fs::read_to_string(path).expect("the English glue");
    let (program, _) = text.split_once("const __WORDS__=").expect("its words");
    let arabic = path.to_string_lossy().replace(".en.js", ".ar.js");
    fs::write(arabic, format!("{program}{constants}")).expect("the Arabic glue");
}

/// Changes a file that has compressed copies.
fn edit(path: &Path, change: impl FnOnce(&str) -> String) {
    let text = fs::read_to_string(path).expect("a built file");
    fs::write(path, change(&text)).expect("a changed file");
    for packed in ["br", "gz"] {
        let _ = fs::remove_file(format!("{}.{packed}", path.display()));
    }
}
