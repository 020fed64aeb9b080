//! JSON, in and out, in a few hundred bytes: the browser parses, and this reads what it made of it.
//!
//! `serde_json` cost this program 47 kB with brotli, a fifth of all of it. What it would check,
//! the tests of `wire` check instead: every type of `/v1` that the widget reads or writes goes
//! through `serde` on the other side.

/// A parsed value. In the browser a `JsValue`; in tests one of `serde_json`.
pub trait Json: Sized {
    /// A member of an object; `None` when it is absent or null.
    fn get(&self, key: &str) -> Option<Self>;
    /// A text.
    fn text(&self) -> Option<String>;
    /// An integer.
    fn int(&self) -> Option<i64>;
    /// A truth value.
    fn flag(&self) -> Option<bool>;
    /// The entries of a list; `None` when it is none.
    fn items(&self) -> Option<Vec<Self>>;

    /// The members of an object, in their order; none when it is no object.
    fn members(&self) -> Vec<(String, Self)>;

    /// A text member; empty when it is absent, as on the side that wrote it.
    fn text_at(&self, key: &str) -> String {
        self.get(key).and_then(|value| value.text()).unwrap_or_default()
    }

    /// An integer member.
    fn int_at(&self, key: &str) -> Option<i64> {
        self.get(key)?.int()
    }

    /// A list member, each entry read by `read`; those it cannot read are left out. Empty when
    /// absent.
    fn list_at<T>(&self, key: &str, read: impl Fn(&Self) -> Option<T>) -> Vec<T> {
        let items = self.get(key).and_then(|list| list.items()).unwrap_or_default();
        items.iter().filter_map(read).collect()
    }
}

/// A value to be written.
pub enum Out<'a> {
    /// A text.
    Text(&'a str),
    /// An integer.
    Int(i64),
    /// A truth value.
    Flag(bool),
    /// A list.
    List(Vec<Out<'a>>),
    /// An object. A member that is `None` is left out.
    Object(Vec<(&'a str, Option<Out<'a>>)>),
}

impl Out<'_> {
    /// As JSON text.
    pub fn json(&self) -> String {
        let mut text = String::new();
        self.write(&mut text);
        text
    }

    fn write(&self, to: &mut String) {
        match self {
            Self::Text(text) => quote(text, to),
            Self::Int(number) => to.push_str(&number.to_string()),
            Self::Flag(flag) => to.push_str(if *flag { "true" } else { "false" }),
            Self::List(items) => {
                to.push('[');
                for (at, item) in items.iter().enumerate() {
                    if at > 0 {
                        to.push(',');
                    }
                    item.write(to);
                }
                to.push(']');
            }
            Self::Object(members) => {
                let mut mark = '{';
                for (key, value) in members {
                    if let Some(value) = value {
                        to.push(mark);
                        mark = ',';
                        quote(key, to);
                        to.push(':');
                        value.write(to);
                    }
                }
                if mark == '{' {
                    to.push('{');
                }
                to.push('}');
            }
        }
    }
}

fn quote(text: &str, to: &mut String) {
    to.push('"');
    for c in text.chars() {
        match c {
            '"' | '\\' => to.extend(['\\', c]),
            // Newlines and the rest alike: two hexadecimal digits are enough below the space.
            c if c < ' ' => {
                to.push_str("\\u00");
                let digit = |n: u32| char::from_digit(n, 16).unwrap_or('0');
                to.extend([digit(u32::from(c) >> 4), digit(u32::from(c) & 15)]);
            }
            c => to.push(c),
        }
    }
    to.push('"');
}

#[cfg(test)]
impl Json for serde_json::Value {
    fn get(&self, key: &str) -> Option<Self> {
        self.as_object()?.get(key).filter(|value| !value.is_null()).cloned()
    }
    fn text(&self) -> Option<String> {
        self.as_str().map(str::to_owned)
    }
    fn int(&self) -> Option<i64> {
        self.as_i64()
    }
    fn flag(&self) -> Option<bool> {
        self.as_bool()
    }
    fn items(&self) -> Option<Vec<Self>> {
        self.as_array().cloned()
    }
    fn members(&self) -> Vec<(String, Self)> {
        let members = self.as_object().into_iter().flatten();
        members.map(|(key, value)| (key.clone(), value.clone())).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_is_json() {
        let out = Out::Object(vec![
            ("a", Some(Out::Text("\"\\\n\t\u{1}\u{1f} é 税 🏺"))),
            ("b", None),
            ("c", Some(Out::List(vec![Out::Int(-7), Out::Flag(true), Out::Object(vec![])]))),
        ]);
        let read: serde_json::Value = serde_json::from_str(&out.json()).unwrap();
        let expected = serde_json::json!({
            "a": "\"\\\n\t\u{1}\u{1f} é 税 🏺",
            "c": [-7, true, {}],
        });
        assert_eq!(read, expected);
    }
}
