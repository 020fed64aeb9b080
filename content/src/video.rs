//! Videos: a link to one, alone in its paragraph, becomes a figure that plays when it is clicked.
//! Until then nothing is asked of anybody else's server, and without script it is a plain link.

use pulldown_cmark::{Event, Tag, TagEnd};

use crate::text::escape;

/// Where players are, and what their addresses begin with.
const YOUTUBE: &str = "https://www.youtube-nocookie.com/embed/";
const VIMEO: &str = "https://player.vimeo.com/video/";

/// The address of the player for the video that this address shows; `None` for any other page.
pub fn player(address: &str) -> Option<String> {
    let rest = address.strip_prefix("https://")?;
    let (host, path) = rest.split_once('/')?;
    let (path, query) =
        path.split('#').next().unwrap_or(path).split_once('?').unwrap_or((path, ""));
    let asked =
        |name: &str| query.split('&').find_map(|pair| pair.strip_prefix(name)?.strip_prefix('='));
    let last = path.rsplit('/').next().unwrap_or_default();
    match host.strip_prefix("www.").unwrap_or(host) {
        "youtube.com" | "m.youtube.com" | "youtube-nocookie.com" => {
            let id = if path == "watch" { asked("v")? } else { last };
            let known =
                path == "watch" || path.starts_with("embed/") || path.starts_with("shorts/");
            (known && is_name(id)).then(|| format!("{YOUTUBE}{id}?autoplay=1"))
        }
        "youtu.be" => is_name(path).then(|| format!("{YOUTUBE}{path}?autoplay=1")),
        "vimeo.com" | "player.vimeo.com" => {
            let number = !last.is_empty() && last.bytes().all(|b| b.is_ascii_digit());
            number.then(|| format!("{VIMEO}{last}?autoplay=1&dnt=1"))
        }
        _ if is_file(path) && query.is_empty() => Some(format!("https://{host}/{path}")),
        _ => None,
    }
}

/// Events, each with its line.
type Events = [(Event<'static>, usize)];

/// The figure for a paragraph that is nothing but a link to a video, and what comes after it. `rest`
/// is what follows the paragraph's start.
pub fn alone(rest: &Events) -> Option<(String, &Events)> {
    let [(Event::Start(Tag::Link { dest_url, .. }), _), rest @ ..] = rest else {
        return None;
    };
    let player = player(dest_url)?;
    let mut words = String::new();
    for (at, (event, _)) in rest.iter().enumerate() {
        match event {
            Event::Text(text) | Event::Code(text) => words.push_str(text),
            Event::SoftBreak => words.push(' '),
            Event::End(TagEnd::Link) => {
                return match rest.get(at + 1..)? {
                    [(Event::End(TagEnd::Paragraph), _), after @ ..] => {
                        Some((figure(dest_url, &player, &words), after))
                    }
                    _ => None,
                };
            }
            _ => return None,
        }
    }
    None
}

/// Whether an address is one that [`player`] makes: nothing else is ever loaded on a click.
pub fn is_player(address: &str) -> bool {
    let known = [YOUTUBE, VIMEO].iter().any(|start| address.starts_with(start));
    known || address.starts_with("https://") && is_file(address)
}

fn is_name(id: &str) -> bool {
    id.len() == 11 && id.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-' || b == b'_')
}

fn is_file(path: &str) -> bool {
    [".mp4", ".webm"].iter().any(|end| path.ends_with(end))
}

/// The figure of a video at `address` with these words.
fn figure(address: &str, player: &str, words: &str) -> String {
    let host = address.trim_start_matches("https://").split('/').next().unwrap_or_default();
    let host = host.strip_prefix("www.").unwrap_or(host);
    let own = if words.contains(host) {
        String::new()
    } else {
        format!(" <small>{}</small>", escape(host))
    };
    format!(
        "<figure><a class=\"fd-play\" href=\"{}\" data-player=\"{}\">{}{own}</a></figure>\n",
        escape(address),
        escape(player),
        escape(words)
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn videos_are_known_by_their_addresses() {
        let check = |address: &str, expected: Option<&str>| {
            let found = player(address);
            assert_eq!(found.as_deref(), expected, "{address}");
            assert!(found.is_none_or(|found| is_player(&found)), "{address}");
        };
        let youtube = Some("https://www.youtube-nocookie.com/embed/dQw4w9WgXcQ?autoplay=1");
        check("https://www.youtube.com/watch?list=a&v=dQw4w9WgXcQ#t=3", youtube);
        check("https://youtu.be/dQw4w9WgXcQ?t=7", youtube);
        check("https://www.youtube.com/embed/dQw4w9WgXcQ", youtube);
        check(
            "https://vimeo.com/76979871",
            Some("https://player.vimeo.com/video/76979871?autoplay=1&dnt=1"),
        );
        check("https://shop.example/v/a.mp4", Some("https://shop.example/v/a.mp4"));
        check("https://www.youtube.com/watch?v=<script>xx", None);
        check("https://www.youtube.com/@somebody12", None);
        check("https://youtube.com.evil.example/watch?v=dQw4w9WgXcQ", None);
        check("http://shop.example/v/a.mp4", None);
        check("https://vimeo.com/about", None);
        assert!(!is_player("https://evil.example/embed/"));
    }
}
