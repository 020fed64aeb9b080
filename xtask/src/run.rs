//! `run`: the whole product on this machine, until Ctrl-C.

use std::fs::{self, File};
use std::io::{Read, Write};
use std::net::{TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::process::{Child, Stdio};
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail};

use crate::args::Args;
use crate::workerd::{self, Settings};
use crate::{build, npm, serve, sh, signals, site, stamp};

struct Options {
    port: u16,
    demo_port: u16,
    data: PathBuf,
    assets: PathBuf,
    origins: Vec<String>,
    build: bool,
}

/// The verb.
pub fn verb(words: Vec<String>) -> Result<()> {
    let mut args = Args::new(words);
    let options = Options {
        port: args.port("--port", 8787)?,
        demo_port: args.port("--demo-port", 8788)?,
        data: args.value("--data")?.map_or_else(|| sh::at("data"), PathBuf::from),
        assets: args.value("--assets")?.map_or_else(|| sh::at("dist/assets"), PathBuf::from),
        origins: args.values("--origin")?,
        build: !args.flag("--no-build"),
    };
    args.done()?;
    if options.build {
        build::build()?;
    }
    signals::hold();
    let mut running = start(&options)?;
    print_addresses(&options, &running.secret);
    // Short waits: a server that ended by itself must not go unnoticed.
    let end = loop {
        if signals::wait(Duration::from_millis(200)) {
            break Ok(());
        }
        if let Some(status) = running.workerd.try_wait()? {
            break Err(anyhow::anyhow!("workerd ended by itself ({status})"));
        }
    };
    signals::end(&mut running.workerd);
    end
}

struct Running {
    workerd: Child,
    secret: String,
}

fn start(options: &Options) -> Result<Running> {
    if !sh::at("dist/worker/index.js").is_file() {
        bail!("dist/ is not built: run without --no-build once");
    }
    free_port(options.port, "--port")?;
    free_port(options.demo_port, "--demo-port")?;
    let data = prepare(&options.data)?;
    let lock = lock(&data)?;

    let secret = random_secret()?;
    let mut origins: Vec<String> = ["localhost", "127.0.0.1"]
        .iter()
        .map(|host| format!("http://{host}:{}", options.demo_port))
        .collect();
    origins.extend(options.origins.iter().cloned());
    let config = sh::at("dist").join(format!("run-{}.capnp", options.port));
    let objects = data.join("objects");
    fs::create_dir_all(&objects)?;
    stamp::write(
        &config,
        workerd::config(&Settings {
            listen: format!("127.0.0.1:{}", options.port),
            assets: options.assets.to_string_lossy().into_owned(),
            data: objects.to_string_lossy().into_owned(),
            default_site: site::default_site()?,
            extra_origins: origins,
            public_origin: None,
        })
        .as_bytes(),
    )?;

    let workerd = npm::ensure()?.workerd()?;
    let mut command = sh::command(workerd);
    command.arg("serve").arg(&config).env("SETUP_SECRET", &secret).stdin(Stdio::null());
    let mut child = signals::spawn_bound(&mut command, &lock).context("cannot start workerd")?;
    if let Err(error) = wait_until_it_answers(&mut child, options.port) {
        signals::end(&mut child);
        return Err(error);
    }
    serve::start(sh::at("demo"), options.demo_port, format!("http://localhost:{}", options.port))?;
    Ok(Running { workerd: child, secret })
}

fn print_addresses(options: &Options, secret: &str) {
    let edge = format!("http://localhost:{}", options.port);
    println!("ready");
    println!("  demo     http://localhost:{}/", options.demo_port);
    println!("  help     {edge}/help/");
    println!("  status   {edge}/status");
    println!("  console  {edge}/staff/");
    println!("  sign in  {edge}/staff/#token={secret}   (works once)");
}

/// A server killed a moment ago may hold its port (or its lock) for a moment longer.
const PATIENCE: Duration = Duration::from_secs(3);

fn free_port(port: u16, option: &str) -> Result<()> {
    let start = Instant::now();
    while let Err(error) = TcpListener::bind(("127.0.0.1", port)) {
        if start.elapsed() > PATIENCE {
            bail!(
                "port {port} cannot be used ({error}): stop the program that uses it, or choose \
                 another with {option} N"
            );
        }
        std::thread::sleep(Duration::from_millis(100));
    }
    Ok(())
}

fn prepare(data: &Path) -> Result<PathBuf> {
    fs::create_dir_all(data).with_context(|| format!("cannot create {}", data.display()))?;
    data.canonicalize().with_context(|| format!("cannot open {}", data.display()))
}

/// Two servers on one data folder would spoil it.
fn lock(data: &Path) -> Result<File> {
    let file = File::create(data.join("lock"))?;
    let start = Instant::now();
    while signals::lock(&file).is_none() {
        if start.elapsed() > PATIENCE {
            bail!(
                "{} is in use by another `cargo xtask run`: stop that one, or choose another \
                 folder with --data DIR",
                data.display()
            );
        }
        std::thread::sleep(Duration::from_millis(100));
    }
    Ok(file)
}

/// 256 bits from the kernel, as 64 hex digits.
fn random_secret() -> Result<String> {
    let mut bytes = [0u8; 32];
    File::open("/dev/urandom")?.read_exact(&mut bytes)?;
    Ok(stamp::hex(&bytes))
}

fn wait_until_it_answers(child: &mut Child, port: u16) -> Result<()> {
    let start = Instant::now();
    while start.elapsed() < Duration::from_secs(30) {
        if let Some(status) = child.try_wait()? {
            bail!("workerd ended while starting ({status}); what it printed is above");
        }
        if answers(port).unwrap_or(false) {
            return Ok(());
        }
        std::thread::sleep(Duration::from_millis(50));
    }
    bail!("workerd did not answer on port {port} within 30 s; what it printed is above")
}

/// Any HTTP answer will do; the path makes the Worker compile before the first visitor comes.
fn answers(port: u16) -> Result<bool> {
    let mut stream = TcpStream::connect(("127.0.0.1", port))?;
    stream.set_read_timeout(Some(Duration::from_secs(10)))?;
    write!(
        stream,
        "GET /robots.txt HTTP/1.1\r\nHost: localhost:{port}\r\nConnection: close\r\n\r\n"
    )?;
    let mut start = [0u8; 5];
    stream.read_exact(&mut start)?;
    Ok(&start == b"HTTP/")
}
