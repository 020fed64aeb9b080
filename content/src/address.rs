//! The parts of an address that an author writes.

use crate::text::percent_decode;

/// `https` of `https://…`, in lower case.
pub fn scheme(target: &str) -> Option<String> {
    if target.starts_with("//") {
        return Some(String::new());
    }
    let (scheme, _) = target.split_once(':')?;
    let fits = scheme.starts_with(|c: char| c.is_ascii_alphabetic())
        && scheme.bytes().all(|b| b.is_ascii_alphanumeric() || b"+-.".contains(&b));
    fits.then(|| scheme.to_ascii_lowercase())
}

/// `path` seen from `file`'s folder; `None` when it leaves the site's folder.
pub fn join(file: &str, path: &str) -> Option<String> {
    let mut parts: Vec<&str> = file.split('/').collect();
    parts.pop();
    let decoded = percent_decode(path);
    for part in decoded.split('/') {
        match part {
            "" | "." => {}
            ".." => {
                parts.pop()?;
            }
            part => parts.push(part),
        }
    }
    Some(parts.join("/"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_are_seen_from_the_article() {
        let cases = [
            ("../owners/x.md", Some("articles/en/owners/x.md")),
            ("./x.md", Some("articles/en/visitors/x.md")),
            ("a%20b.md", Some("articles/en/visitors/a b.md")),
            ("../../../../etc/passwd", None),
        ];
        for (path, expected) in cases {
            assert_eq!(join("articles/en/visitors/y.md", path).as_deref(), expected, "{path}");
        }
    }

    #[test]
    fn schemes() {
        let cases = [
            ("HTTPS://x", Some("https")),
            ("javascript:alert(1)", Some("javascript")),
            ("//x.example", Some("")),
            ("a/b:c", None),
            ("x.md", None),
        ];
        for (target, expected) in cases {
            assert_eq!(scheme(target).as_deref(), expected, "{target}");
        }
    }
}
