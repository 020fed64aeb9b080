//! Which files a message may carry, and what they are called.

use desk::attachment::{self, BYTES_MAX, FileKind, NAME_MAX, Unfit};

#[track_caller]
fn kind(file: &[u8], expected: Result<FileKind, Unfit>) {
    assert_eq!(attachment::kind(file), expected);
}

#[track_caller]
fn name(raw: &str, kind: FileKind, expected: &str) {
    assert_eq!(attachment::name(raw, kind), expected);
}

#[test]
fn the_first_bytes_tell_what_a_file_is() {
    kind(b"\x89PNG\r\n\x1a\n\0\0", Ok(FileKind::Png));
    kind(b"\xff\xd8\xff\xe0\0\x10JFIF", Ok(FileKind::Jpeg));
    kind(b"GIF87a\x01", Ok(FileKind::Gif));
    kind(b"GIF89a\x01", Ok(FileKind::Gif));
    kind(b"RIFF\x01\0\0\0WEBPVP8 ", Ok(FileKind::Webp));
    kind(b"%PDF-1.7\n\x80", Ok(FileKind::Pdf));
    kind("naïve\tlog\r\n日本".as_bytes(), Ok(FileKind::Text));
    kind(b"\xef\xbb\xbfwith a mark", Ok(FileKind::Text));
    // What would run in a browser is a text here, and served as such.
    kind(b"<svg xmlns='http://www.w3.org/2000/svg'/>", Ok(FileKind::Text));
    kind(b"<!doctype html><script>1</script>", Ok(FileKind::Text));
}

#[test]
fn everything_else_is_refused() {
    kind(b"", Err(Unfit::Empty));
    kind(b"MZ\x90\0\x03", Err(Unfit::WrongKind));
    kind(b"PK\x03\x04\x14\0", Err(Unfit::WrongKind));
    kind(b"RIFF\x01\0\0\0WAVE\x80", Err(Unfit::WrongKind));
    kind(b"\x89PNG", Err(Unfit::WrongKind));
    kind(b"text with a \0 in it", Err(Unfit::WrongKind));
    kind(b"latin: caf\xe9", Err(Unfit::WrongKind));
    kind(b"half a letter: \xe6\x97", Err(Unfit::WrongKind));
    // The signature must come first.
    kind(b"\x80%PDF-1.7", Err(Unfit::WrongKind));
}

#[test]
fn five_mebibytes_and_not_one_byte_more() {
    kind(&vec![b'a'; BYTES_MAX], Ok(FileKind::Text));
    kind(&vec![b'a'; BYTES_MAX + 1], Err(Unfit::TooLarge));
    kind(b"a", Ok(FileKind::Text));
}

#[test]
fn names_lose_what_could_mislead() {
    name("photo.png", FileKind::Png, "photo.png");
    name("Ärger 日本.JPG", FileKind::Jpeg, "Ärger 日本.jpg");
    name("photo.jpeg", FileKind::Jpeg, "photo.jpeg");
    name("../../etc/passwd", FileKind::Text, "passwd.txt");
    name("C:\\Users\\Ada\\scan.pdf", FileKind::Pdf, "scan.pdf");
    name("a\r\nb\tc\0.png", FileKind::Png, "abc.png");
    name("in\u{202e}gnp.exe", FileKind::Text, "ingnp.exe.txt");
    name("\u{2066}\u{200f}a\u{feff}.gif", FileKind::Gif, "a.gif");
    name("  a   b .png ", FileKind::Png, "a b.png");
    name(".htaccess", FileKind::Text, "htaccess.txt");
    name("..", FileKind::Text, "file.txt");
    name("", FileKind::Webp, "file.webp");
    name(".png", FileKind::Png, "png.png");
}

#[test]
fn an_ending_that_fits_the_kind_and_that_nothing_runs() {
    name("run.bat", FileKind::Text, "run.bat.txt");
    name("page.html", FileKind::Text, "page.html.txt");
    name("drawing.svg", FileKind::Text, "drawing.svg.txt");
    name("server.LOG", FileKind::Text, "server.log");
    name("photo.png", FileKind::Pdf, "photo.png.pdf");
    name("noending", FileKind::Png, "noending.png");
}

#[test]
fn long_names_are_cut_before_their_ending() {
    let cut = attachment::name(&["日".repeat(300).as_str(), ".jpeg"].concat(), FileKind::Jpeg);
    assert_eq!(cut.chars().count(), NAME_MAX);
    assert!(cut.ends_with("日.jpeg"));
    assert_eq!(attachment::name(&cut, FileKind::Jpeg), cut, "cleaned once, it stays");
}

#[test]
fn names_of_kinds_are_read_again() {
    for kind in FileKind::ALL {
        assert_eq!(FileKind::parse(kind.name()), Some(kind));
        assert_eq!(serde_json::to_value(kind).unwrap(), kind.name());
    }
    assert_eq!(FileKind::parse("svg"), None);
}
