//! `application/x-www-form-urlencoded`: what a form without script sends, in a query or a body.

/// The fields of a form.
#[derive(Debug, Default)]
pub struct Form(Vec<(String, String)>);

impl Form {
    /// Reads a body, or a query without its `?`. Nothing is an error: what is no UTF-8 becomes the
    /// replacement character, and what is no field is left out.
    pub fn parse(bytes: &[u8]) -> Form {
        let pairs = bytes.split(|byte| *byte == b'&').filter(|pair| !pair.is_empty());
        let field = |pair: &[u8]| {
            let mut parts = pair.splitn(2, |byte| *byte == b'=');
            (decode(parts.next().unwrap_or(&[])), decode(parts.next().unwrap_or(&[])))
        };
        Form(pairs.map(field).collect())
    }

    /// The first value of this name; empty when there is none.
    pub fn get(&self, name: &str) -> &str {
        self.0.iter().find(|(n, _)| n == name).map_or("", |(_, value)| value)
    }
}

/// `+` is a space, `%41` an `A`; a broken escape stays as it is.
fn decode(bytes: &[u8]) -> String {
    let mut out = Vec::with_capacity(bytes.len());
    let mut rest = bytes;
    while let Some((first, after)) = rest.split_first() {
        let escaped = match (first, after) {
            (b'%', [high, low, ..]) => digit(*high).zip(digit(*low)),
            _ => None,
        };
        match escaped {
            Some((high, low)) => {
                out.push(high << 4 | low);
                rest = after.get(2..).unwrap_or(&[]);
            }
            None => {
                out.push(if *first == b'+' { b' ' } else { *first });
                rest = after;
            }
        }
    }
    String::from_utf8(out)
        .unwrap_or_else(|error| String::from_utf8_lossy(error.as_bytes()).into_owned())
}

fn digit(hex: u8) -> Option<u8> {
    char::from(hex).to_digit(16).and_then(|digit| u8::try_from(digit).ok())
}

/// A text as the value of a query's parameter.
pub fn encode(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || b"-_.~".contains(&byte) {
            out.push(char::from(byte));
        } else {
            out.push_str(&format!("%{byte:02X}"));
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(sent: &[u8], expected: &str) {
        assert_eq!(Form::parse(sent).get("a"), expected);
    }

    #[test]
    fn fields_are_decoded() {
        check(b"a=1", "1");
        check(b"b=2&a=x+y%2B%26&a=second", "x y+&");
        check(b"a=caf%C3%A9%0D%0A%e6%97%a5", "café\r\n日");
        check(b"%61=1", "1");
        check(b"a", "");
        check(b"a=b=c", "b=c");
        check(b"", "");
        check(b"&&a=1", "1");
    }

    #[test]
    fn nonsense_is_no_error() {
        check(b"a=%", "%");
        check(b"a=%4", "%4");
        check(b"a=%zz%+1", "%zz% 1");
        check(b"a=%FF", "\u{fffd}");
        check(b"a=\xff", "\u{fffd}");
    }

    #[test]
    fn what_is_encoded_comes_back() {
        let text = "a b&c=d+é/日\"'<%41>\n";
        check(format!("a={}", encode(text)).as_bytes(), text);
    }
}
