//! Waiting for Ctrl-C, and children that end with us.

use std::fs::File;
use std::io;
use std::os::fd::AsRawFd;
use std::os::unix::process::CommandExt;
use std::process::{Child, Command};
use std::time::{Duration, Instant};

/// The signals that end a run.
fn endings() -> libc::sigset_t {
    // SAFETY: `set` is a plain C struct, valid when zeroed and then initialised by `sigemptyset`;
    // the signal numbers are valid.
    unsafe {
        let mut set: libc::sigset_t = std::mem::zeroed();
        libc::sigemptyset(&mut set);
        for signal in [libc::SIGINT, libc::SIGTERM, libc::SIGHUP] {
            libc::sigaddset(&mut set, signal);
        }
        set
    }
}

/// Holds Ctrl-C and the like back, to be taken by `wait`. Call before any thread is started.
pub fn hold() {
    // SAFETY: the set is initialised; a null old set is allowed.
    unsafe {
        libc::pthread_sigmask(libc::SIG_BLOCK, &endings(), std::ptr::null_mut());
    }
}

/// Has a held signal arrived within this time?
pub fn wait(time: Duration) -> bool {
    let timeout = libc::timespec {
        tv_sec: time.as_secs() as libc::time_t,
        tv_nsec: libc::c_long::from(time.subsec_nanos() as i32),
    };
    // SAFETY: both pointers are valid for the call; a null info is allowed.
    unsafe { libc::sigtimedwait(&endings(), std::ptr::null_mut(), &timeout) > 0 }
}

/// Starts a child in its own process group that the kernel kills when this process dies, in
/// whatever way. The child also inherits `lock`, so that the lock lasts as long as the child does.
///
/// Call on the main thread: the kernel watches the *thread* that started the child.
pub fn spawn_bound(command: &mut Command, lock: &File) -> io::Result<Child> {
    let lock = lock.as_raw_fd();
    let parent = std::process::id();
    command.process_group(0);
    // SAFETY: between fork and exec only async-signal-safe calls are made.
    unsafe {
        command.pre_exec(move || {
            libc::sigprocmask(libc::SIG_UNBLOCK, &endings(), std::ptr::null_mut());
            libc::fcntl(lock, libc::F_SETFD, 0);
            if libc::prctl(libc::PR_SET_PDEATHSIG, libc::SIGKILL) != 0 {
                return Err(io::Error::last_os_error());
            }
            // The parent may have died before the call above.
            if libc::getppid() as u32 != parent {
                libc::_exit(1);
            }
            Ok(())
        });
    }
    command.spawn()
}

/// Ends the child's whole group: politely, then not.
pub fn end(child: &mut Child) {
    let group = -(child.id() as libc::pid_t);
    for (signal, patience) in [(libc::SIGTERM, 2000), (libc::SIGKILL, 2000)] {
        // SAFETY: `kill` takes any numbers; the group is ours, and not reaped yet.
        unsafe {
            libc::kill(group, signal);
        }
        let start = Instant::now();
        while start.elapsed() < Duration::from_millis(patience) {
            if !matches!(child.try_wait(), Ok(None)) {
                return;
            }
            std::thread::sleep(Duration::from_millis(20));
        }
    }
}

/// Takes the exclusive lock of a file; `None` when another process holds it.
pub fn lock(file: &File) -> Option<()> {
    // SAFETY: the descriptor is open for as long as the reference lives.
    (unsafe { libc::flock(file.as_raw_fd(), libc::LOCK_EX | libc::LOCK_NB) } == 0).then_some(())
}
