//! `xtask run` and `xtask serve` as child processes.

use std::io::{BufRead, BufReader, Read};
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::{Arc, Mutex, OnceLock, mpsc};
use std::time::Duration;

use crate::ports;

/// The repository's root.
pub fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().expect("tests/ has a parent").to_path_buf()
}

/// A running Frontdesk with its demo site.
pub struct Server {
    child: Child,
    data: PathBuf,
    port: u16,
    demo_port: u16,
    pages: Child,
    pages_port: u16,
    sign_in: String,
    log: Arc<Mutex<String>>,
}

impl Server {
    /// Starts on free ports with an empty data folder, beside the host pages of `tests/sites`.
    pub fn start() -> Self {
        let name = format!("{}-{}", std::process::id(), ports::free());
        let data = root().join("target/stories").join(name);
        Self::launch(data, ports::free(), ports::free(), ports::free())
    }

    /// Starts with a copy of what was built, whose manifest of the site `change` may change: a site
    /// whose owner wrote something else into `site.toml`.
    pub fn start_with(change: impl FnOnce(&mut serde_json::Value)) -> Self {
        Self::start_in(|assets| {
            let manifest = assets.join("_site/frontdesk.json");
            let text = std::fs::read(&manifest).expect("`cargo xtask build` was run");
            let mut site = serde_json::from_slice(&text).expect("JSON");
            change(&mut site);
            std::fs::write(&manifest, site.to_string()).expect("a manifest");
            for packed in ["br", "gz"] {
                std::fs::remove_file(assets.join(format!("_site/frontdesk.json.{packed}")))
                    .expect("it");
            }
        })
    }

    /// Starts with a copy of what was built, after `change` has changed files of it.
    pub fn start_in(change: impl FnOnce(&Path)) -> Self {
        let name = format!("{}-{}", std::process::id(), ports::free());
        let data = root().join("target/stories").join(name);
        let assets = data.join("assets");
        let mut command = Command::new("cp");
        std::fs::create_dir_all(&data).expect("a folder");
        command.arg("-r").arg(root().join("dist/assets")).arg(&assets);
        assert!(command.status().is_ok_and(|status| status.success()), "cp of dist/assets");
        change(&assets);
        Self::launch(data, ports::free(), ports::free(), ports::free())
    }

    fn launch(data: PathBuf, port: u16, demo_port: u16, pages_port: u16) -> Self {
        let mut command = Command::new(root().join("target/debug/xtask"));
        command
            .args(["run", "--no-build", "--port", &port.to_string()])
            .args(["--demo-port", &demo_port.to_string()])
            .args(["--origin", &format!("http://localhost:{pages_port}"), "--data"])
            .arg(&data)
            .current_dir(root());
        if data.join("assets").is_dir() {
            command.arg("--assets").arg(data.join("assets"));
        }
        let mut child = spawn(command);
        let log = Arc::new(Mutex::new(String::new()));
        keep(child.stderr.take().expect("piped"), Arc::clone(&log));
        let lines = BufReader::new(child.stdout.take().expect("piped")).lines();
        let (sender, receiver) = mpsc::channel();
        let out = Arc::clone(&log);
        std::thread::spawn(move || {
            for line in lines.map_while(Result::ok) {
                out.lock().expect("log").push_str(&format!("{line}\n"));
                if let Some(link) = line.trim().strip_prefix("sign in") {
                    let link = link.split_whitespace().next().unwrap_or_default();
                    let _ = sender.send(link.to_string());
                }
            }
        });
        let sign_in = receiver.recv_timeout(Duration::from_secs(60)).unwrap_or_else(|_| {
            panic!("`xtask run` did not become ready:\n{}", log.lock().expect("log"))
        });
        let pages = serve_pages(&root().join("tests/sites"), pages_port, port);
        Self { child, data, port, demo_port, pages, pages_port, sign_in, log }
    }

    /// Port of the service.
    pub fn port(&self) -> u16 {
        self.port
    }

    /// `http://localhost:PORT` of the service.
    pub fn origin(&self) -> String {
        format!("http://localhost:{}", self.port)
    }

    /// `http://localhost:PORT` of the demo shop.
    pub fn demo(&self) -> String {
        format!("http://localhost:{}", self.demo_port)
    }

    /// Address of a host page of `tests/sites`.
    pub fn page(&self, name: &str) -> String {
        format!("http://localhost:{}/{name}", self.pages_port)
    }

    /// The one-time sign-in link it printed.
    pub fn sign_in_link(&self) -> &str {
        &self.sign_in
    }

    /// Everything it printed so far, both streams.
    pub fn log(&self) -> String {
        self.log.lock().expect("log").clone()
    }

    /// SIGKILL to all of it at once: no handler runs, nothing is flushed.
    pub fn kill(&mut self) {
        kill_group(&mut self.child);
    }

    /// Changes what it stored, such as when something happened: time does not pass faster for tests.
    /// Kill it first.
    pub fn edits(&self, sql: &str) {
        let file = database(&self.data).expect("an object's SQLite file in the data folder");
        let database = rusqlite::Connection::open(&file).expect("a database");
        database.execute_batch(sql).unwrap_or_else(|e| panic!("{}: {e}", file.display()));
    }

    /// The token in the sign-in link.
    pub fn sign_in_token(&self) -> &str {
        self.sign_in.split_once("#token=").map_or("", |(_, token)| token)
    }

    /// Starts again on the same ports and data. Kill it first.
    pub fn restart(&mut self) {
        kill_group(&mut self.pages);
        let next = Self::launch(self.data.clone(), self.port, self.demo_port, self.pages_port);
        // The old value keeps a dead child and the data folder's path; its drop must not remove it.
        let mut old = std::mem::replace(self, next);
        old.data = PathBuf::new();
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        kill_group(&mut self.child);
        kill_group(&mut self.pages);
        if !self.data.as_os_str().is_empty() {
            let _ = std::fs::remove_dir_all(&self.data);
        }
    }
}

/// The file of the one object, somewhere below this folder. The platform keeps another for itself.
fn database(folder: &Path) -> Option<PathBuf> {
    let entries = std::fs::read_dir(folder).ok()?.filter_map(Result::ok).map(|entry| entry.path());
    let (folders, files): (Vec<_>, Vec<_>) = entries.partition(|path| path.is_dir());
    let is_ours = |path: &PathBuf| {
        let name = path.file_name().and_then(|name| name.to_str()).unwrap_or_default();
        name.ends_with(".sqlite") && name != "metadata.sqlite"
    };
    files.into_iter().find(is_ours).or_else(|| folders.iter().find_map(|path| database(path)))
}

/// A server that many stories may share: started by the first, ended with the process.
pub fn shared() -> &'static Server {
    static SHARED: OnceLock<Server> = OnceLock::new();
    SHARED.get_or_init(Server::start)
}

/// A folder under `target/stories` that is served as a web site of its own, until it is dropped.
pub struct Folder {
    path: PathBuf,
    port: u16,
    server: Child,
}

impl Folder {
    /// A new folder, filled before it is served. Its pages may name the service as
    /// `http://localhost:8787`: that becomes the folder's own address.
    pub fn serve(fill: impl FnOnce(&Path)) -> Self {
        let port = ports::free();
        let path = root().join("target/stories").join(format!("{}-{port}", std::process::id()));
        std::fs::create_dir_all(&path).expect("a folder");
        fill(&path);
        let server = serve_pages(&path, port, port);
        Self { path, port, server }
    }

    /// Address of a file in it.
    pub fn page(&self, name: &str) -> String {
        format!("http://localhost:{}/{name}", self.port)
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        kill_group(&mut self.server);
        let _ = std::fs::remove_dir_all(&self.path);
    }
}

/// Serves a folder, its pages pointing at the service on this port.
fn serve_pages(folder: &Path, port: u16, service: u16) -> Child {
    let mut command = Command::new(root().join("target/debug/xtask"));
    command
        .arg("serve")
        .arg(folder)
        .args(["--port", &port.to_string()])
        .args(["--service", &format!("http://localhost:{service}")])
        .current_dir(root());
    let child = spawn_helper(command);
    crate::until("the host pages' server", || {
        std::net::TcpStream::connect(("127.0.0.1", port)).ok()
    });
    child
}

/// Spawns into a process group of its own that dies with this process.
///
/// The parent-death signal follows the *thread* that forked, and test threads end early: children
/// are therefore forked by one thread that lives as long as the process.
fn spawn(mut command: Command) -> Child {
    type Job = (Command, mpsc::Sender<std::io::Result<Child>>);
    static FORKER: OnceLock<Mutex<mpsc::Sender<Job>>> = OnceLock::new();
    let forker = FORKER.get_or_init(|| {
        let (jobs, inbox) = mpsc::channel::<Job>();
        std::thread::spawn(move || {
            for (mut command, reply) in inbox {
                let _ = reply.send(command.spawn());
            }
        });
        Mutex::new(jobs)
    });
    command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped()).process_group(0);
    // SAFETY: prctl is async-signal-safe and touches nothing of the parent's memory.
    unsafe {
        command.pre_exec(|| {
            libc::prctl(libc::PR_SET_PDEATHSIG, libc::SIGKILL);
            Ok(())
        });
    }
    let program = command.get_program().to_owned();
    let (reply, answer) = mpsc::channel();
    forker.lock().expect("forker").send((command, reply)).expect("the forker lives");
    answer.recv().expect("an answer").unwrap_or_else(|e| {
        panic!("cannot start {}: {e}. Run `cargo xtask test`, which builds it.", program.display())
    })
}

/// Collects a stream into `log`, so that the child never blocks on a full pipe.
fn keep(mut stream: impl Read + Send + 'static, log: Arc<Mutex<String>>) {
    std::thread::spawn(move || {
        let mut buffer = [0; 4096];
        while let Ok(n) = stream.read(&mut buffer) {
            if n == 0 {
                break;
            }
            log.lock().expect("log").push_str(&String::from_utf8_lossy(&buffer[..n]));
        }
    });
}

/// SIGKILL to the child's group, and to the groups of its own children.
pub(crate) fn kill_group(child: &mut Child) {
    let pid = i32::try_from(child.id()).expect("a pid");
    // SAFETY: plain signals to process groups we created.
    unsafe {
        libc::kill(-pid, libc::SIGKILL);
    }
    let _ = child.wait();
}

/// Spawns a long-lived helper program, such as a WebDriver, that ends with this process.
pub fn spawn_helper(command: Command) -> Child {
    spawn_logged(command, &Arc::default())
}

/// The same, with what it prints kept.
pub(crate) fn spawn_logged(command: Command, log: &Arc<Mutex<String>>) -> Child {
    let mut child = spawn(command);
    keep(child.stdout.take().expect("piped"), Arc::clone(log));
    keep(child.stderr.take().expect("piped"), Arc::clone(log));
    child
}
