//! Free TCP ports on this machine.

use std::net::TcpListener;

/// A port that was free a moment ago. Somebody else may take it before it is used; stories that
/// lose that race fail at their start, with a clear message of the program that wanted it.
pub fn free() -> u16 {
    let listener = TcpListener::bind(("127.0.0.1", 0)).expect("a free port");
    listener.local_addr().expect("its address").port()
}
