/*
 * Runs one container's program and stays beside it: keeps its output as a CRI log,
 * collects what it leaves behind, and writes down how it ended. It needs nothing
 * from the node agent once it runs, so the agent may die and come back.
 *
 * Settings come as NUL-ended "key=value" records on descriptor 3:
 *   dir      folder for the files "pid" and "exit"
 *   log      log file
 *   stdin    named pipe for standard input (optional)
 *   root     empty folder that becomes "/" in a user and mount namespace (optional)
 *   uid gid  how the own user and group are called in that namespace
 *   src      source of the next bind, bindro or link
 *   mkdir bind bindro link  what to make below root, in order
 *   cwd env arg
 * With the argument "probe" it only tells by its exit code whether it may make namespaces.
 */
#define _GNU_SOURCE
#include <ctype.h>
#include <errno.h>
#include <dirent.h>
#include <fcntl.h>
#include <poll.h>
#include <sched.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mount.h>
#include <sys/prctl.h>
#include <sys/signalfd.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum { SPEC_FD = 3, LINE = 16384, MAX_ITEMS = 8192, PATH = 4096 };
static const off_t LOG_LIMIT = 10 * 1024 * 1024;

struct op { const char *verb, *src, *dst; };
static struct {
  const char *dir, *log, *in, *root, *cwd;
  long uid, gid;
  char *arg[MAX_ITEMS], *env[MAX_ITEMS];
  struct op op[MAX_ITEMS];
  int args, envs, ops;
  const char *excess;
} spec;

struct stream { int fd; const char *name; size_t used; char text[LINE]; };
static struct stream out = {-1, "stdout", 0, ""}, err = {-1, "stderr", 0, ""};
static int log_fd = -1;
static off_t log_size;

static void now(char *text, size_t size) {
  struct timespec t;
  struct tm tm;
  clock_gettime(CLOCK_REALTIME, &t);
  gmtime_r(&t.tv_sec, &tm);
  size_t used = strftime(text, size, "%Y-%m-%dT%H:%M:%S", &tm);
  snprintf(text + used, size - used, ".%09ldZ", t.tv_nsec);
}

static int write_all(int fd, const char *data, size_t size) {
  while (size > 0) {
    ssize_t n = write(fd, data, size);
    if (n < 0 && errno == EINTR) continue;
    if (n <= 0) return -1;
    data += n;
    size -= (size_t)n;
  }
  return 0;
}

static void put_file(const char *name, const char *content) {
  char tmp[PATH], path[PATH];
  snprintf(path, sizeof path, "%s/%s", spec.dir, name);
  snprintf(tmp, sizeof tmp, "%s/.%s", spec.dir, name);
  for (;;) {
    int fd = open(tmp, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
    int ok = fd >= 0 && write_all(fd, content, strlen(content)) == 0;
    if (fd >= 0) close(fd);
    if (ok && rename(tmp, path) == 0) return;
    if (errno != ENOSPC && errno != EDQUOT) return;
    sleep(1);
  }
}

static void open_log(void) {
  struct stat s;
  log_fd = open(spec.log, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
  log_size = log_fd >= 0 && fstat(log_fd, &s) == 0 ? s.st_size : 0;
}

static void rotate_log(void) {
  char old[PATH];
  snprintf(old, sizeof old, "%s.1", spec.log);
  close(log_fd);
  rename(spec.log, old);
  open_log();
}

static void log_line(const char *name, char tag, const char *text, size_t size) {
  char line[LINE + 128], stamp[48];
  now(stamp, sizeof stamp);
  int head = snprintf(line, 128, "%s %s %c ", stamp, name, tag);
  memcpy(line + head, text, size);
  line[(size_t)head + size] = '\n';
  size_t total = (size_t)head + size + 1;
  if (log_fd >= 0 && log_size + (off_t)total > LOG_LIMIT) rotate_log();
  if (log_fd >= 0 && write_all(log_fd, line, total) == 0) log_size += (off_t)total;
}

/* Returns 0 when there is nothing to read now, and closes the stream at its end. */
static int pump(struct stream *s) {
  ssize_t n = read(s->fd, s->text + s->used, LINE - s->used);
  if (n < 0) return 0;
  if (n == 0) {
    if (s->used > 0) log_line(s->name, 'F', s->text, s->used);
    s->used = 0;
    close(s->fd);
    s->fd = -1;
    return 0;
  }
  s->used += (size_t)n;
  char *from = s->text, *end = s->text + s->used, *nl;
  while ((nl = memchr(from, '\n', (size_t)(end - from))) != NULL) {
    log_line(s->name, 'F', from, (size_t)(nl - from));
    from = nl + 1;
  }
  s->used = (size_t)(end - from);
  memmove(s->text, from, s->used);
  if (s->used == LINE) {
    log_line(s->name, 'P', s->text, LINE);
    s->used = 0;
  }
  return 1;
}

/* Fields of /proc/<pid>/stat: the parent and the start time in clock ticks since boot. */
static int proc_stat(pid_t pid, pid_t *parent, unsigned long long *start) {
  char path[64], text[1024];
  snprintf(path, sizeof path, "/proc/%d/stat", (int)pid);
  int fd = open(path, O_RDONLY | O_CLOEXEC);
  if (fd < 0) return -1;
  ssize_t n = read(fd, text, sizeof text - 1);
  close(fd);
  if (n <= 0) return -1;
  text[n] = 0;
  char *rest = strrchr(text, ')');
  int ppid;
  if (!rest || sscanf(rest + 2, "%*c %d %*d %*d %*d %*d %*u %*u %*u %*u %*u %*u %*u %*d %*d %*d %*d %*d %*d %llu",
                      &ppid, start) != 2) return -1;
  *parent = ppid;
  return 0;
}

static void kill_children(void) {
  DIR *proc = opendir("/proc");
  if (!proc) return;
  for (struct dirent *e; (e = readdir(proc)) != NULL;) {
    pid_t pid = atoi(e->d_name), parent;
    unsigned long long start;
    if (isdigit((unsigned char)e->d_name[0]) && proc_stat(pid, &parent, &start) == 0 && parent == getpid())
      kill(pid, SIGKILL);
  }
  closedir(proc);
}

static void __attribute__((noreturn, format(printf, 2, 3))) fail(int fd, const char *format, ...) {
  char text[PATH];
  int code = errno;
  va_list args;
  va_start(args, format);
  vsnprintf(text, sizeof text, format, args);
  va_end(args);
  dprintf(fd, "%s: %s", text, strerror(code));
  _exit(127);
}

static int write_text(const char *path, const char *text) {
  int fd = open(path, O_WRONLY | O_CLOEXEC);
  if (fd < 0) return -1;
  int result = write_all(fd, text, strlen(text));
  close(fd);
  return result;
}

static int enter_namespaces(long uid, long gid) {
  char map[96];
  long own_uid = geteuid(), own_gid = getegid();
  if (unshare(CLONE_NEWUSER | CLONE_NEWNS) != 0) return -1;
  if (write_text("/proc/self/setgroups", "deny") != 0 && errno != ENOENT) return -1;
  snprintf(map, sizeof map, "%ld %ld 1", uid, own_uid);
  if (write_text("/proc/self/uid_map", map) != 0) return -1;
  snprintf(map, sizeof map, "%ld %ld 1", gid, own_gid);
  if (write_text("/proc/self/gid_map", map) != 0) return -1;
  return mount(NULL, "/", NULL, MS_REC | MS_PRIVATE, NULL);
}

static void bind_at(const char *src, const char *dst, int readonly, int fd) {
  struct stat s;
  if (stat(src, &s) != 0) fail(fd, "cannot find %s for a mount", src);
  if (S_ISDIR(s.st_mode)) {
    if (mkdir(dst, 0755) != 0 && errno != EEXIST) fail(fd, "cannot make %s", dst);
  } else {
    int file = open(dst, O_WRONLY | O_CREAT | O_CLOEXEC, 0644);
    if (file >= 0) close(file);
  }
  if (mount(src, dst, NULL, MS_BIND | MS_REC, NULL) != 0) fail(fd, "cannot mount %s at %s", src, dst);
  if (readonly && mount(NULL, dst, NULL, MS_BIND | MS_REMOUNT | MS_RDONLY | MS_NOSUID | MS_NODEV, NULL) != 0 &&
      mount(NULL, dst, NULL, MS_BIND | MS_REMOUNT | MS_RDONLY, NULL) != 0)
    fail(fd, "cannot make %s read-only", dst);
}

static void build_root(int fd) {
  char dst[PATH];
  if (enter_namespaces(spec.uid, spec.gid) != 0) fail(fd, "cannot make a mount namespace");
  if (mount("tmpfs", spec.root, "tmpfs", MS_NOSUID | MS_NODEV, "mode=755") != 0) fail(fd, "cannot mount the root folder");
  for (int i = 0; i < spec.ops; i++) {
    const struct op *op = &spec.op[i];
    snprintf(dst, sizeof dst, "%s%s", spec.root, op->dst);
    if (strcmp(op->verb, "mkdir") == 0) {
      if (mkdir(dst, 0755) != 0 && errno != EEXIST) fail(fd, "cannot make %s", op->dst);
    } else if (strcmp(op->verb, "link") == 0) {
      if (symlink(op->src, dst) != 0) fail(fd, "cannot link %s", op->dst);
    } else {
      bind_at(op->src, dst, strcmp(op->verb, "bindro") == 0, fd);
    }
  }
  if (chdir(spec.root) != 0 || syscall(SYS_pivot_root, ".", ".") != 0 || umount2(".", MNT_DETACH) != 0 || chdir("/") != 0)
    fail(fd, "cannot enter the root folder");
}

static void run_program(int out_fd, int err_fd, int report) {
  sigset_t none;
  sigemptyset(&none);
  sigprocmask(SIG_SETMASK, &none, NULL);
  for (int s = 1; s < NSIG; s++) signal(s, SIG_DFL);
  setsid();
  prctl(PR_SET_PDEATHSIG, SIGKILL);
  int in = open(spec.in ? spec.in : "/dev/null", spec.in ? O_RDWR : O_RDONLY);
  if (in < 0) fail(report, "cannot open standard input");
  if (spec.root) build_root(report);
  if (dup2(in, 0) < 0 || dup2(out_fd, 1) < 0 || dup2(err_fd, 2) < 0) fail(report, "cannot connect the output");
  if (in > 2) close(in);
  if (spec.cwd && chdir(spec.cwd) != 0) fail(report, "cannot use the working directory %s", spec.cwd);
  environ = spec.env;
  execvp(spec.arg[0], spec.arg);
  fail(report, "cannot run %s", spec.arg[0]);
}

static void read_spec(void) {
  size_t size = 0, room = 65536;
  char *data = malloc(room + 1);
  for (ssize_t n; data && (n = read(SPEC_FD, data + size, room - size)) > 0;) {
    size += (size_t)n;
    if (size == room) data = realloc(data, (room *= 2) + 1);
  }
  close(SPEC_FD);
  if (!data) _exit(2);
  data[size] = 0;
  const char *src = NULL;
  for (char *at = data; at < data + size; at += strlen(at) + 1) {
    char *key = at, *value = strchr(at, '=');
    if (!value) continue;
    size_t length = (size_t)(value - key);
    value++;
    #define IS(name) (length == sizeof name - 1 && strncmp(key, name, length) == 0)
    if (IS("dir")) spec.dir = value;
    else if (IS("log")) spec.log = value;
    else if (IS("stdin")) spec.in = value;
    else if (IS("root")) spec.root = value;
    else if (IS("cwd")) spec.cwd = value;
    else if (IS("uid")) spec.uid = atol(value);
    else if (IS("gid")) spec.gid = atol(value);
    else if (IS("src")) src = value;
    else if (IS("arg")) {
      if (spec.args == MAX_ITEMS - 1) spec.excess = "arguments";
      else spec.arg[spec.args++] = value;
    } else if (IS("env")) {
      if (spec.envs == MAX_ITEMS - 1) spec.excess = "environment variables";
      else spec.env[spec.envs++] = value;
    } else if (IS("mkdir") || IS("bind") || IS("bindro") || IS("link")) {
      value[-1] = 0;
      if (spec.ops == MAX_ITEMS - 1) spec.excess = "folders, links and mounts in its root folder";
      else spec.op[spec.ops++] = (struct op){key, src, value};
    }
  }
}

static void write_end(int status, const char *start_error) {
  char text[PATH * 2], stamp[48], clean[PATH];
  size_t used = 0;
  for (const char *c = start_error; *c && used < sizeof clean - 1; c++)
    clean[used++] = *c == '"' || *c == '\\' || (unsigned char)*c < 32 ? '\'' : *c;
  clean[used] = 0;
  now(stamp, sizeof stamp);
  int signal = WIFSIGNALED(status) ? WTERMSIG(status) : 0;
  int code = *start_error ? 128 : signal ? 128 + signal : WEXITSTATUS(status);
  snprintf(text, sizeof text, "{\"exitCode\":%d,\"signal\":%d,\"finishedAt\":\"%s\",\"startError\":\"%s\"}\n", code, signal,
           stamp, clean);
  put_file("exit", text);
}

static void write_start(pid_t pid) {
  char text[512], stamp[48];
  unsigned long long own = 0, start = 0;
  pid_t parent;
  proc_stat(getpid(), &parent, &own);
  proc_stat(pid, &parent, &start);
  now(stamp, sizeof stamp);
  snprintf(text, sizeof text, "{\"shim\":%d,\"shimStart\":%llu,\"pid\":%d,\"start\":%llu,\"startedAt\":\"%s\"}\n",
           (int)getpid(), own, (int)pid, start, stamp);
  put_file("pid", text);
}

/* Copies output until the program and everything it started are gone; returns its wait status. */
static int attend(pid_t main_pid, int signals) {
  int status = 0, ended = 0;
  for (;;) {
    struct pollfd fds[3] = {{signals, POLLIN, 0}, {out.fd, POLLIN, 0}, {err.fd, POLLIN, 0}};
    poll(fds, 3, ended ? 50 : -1);
    struct signalfd_siginfo info;
    while (read(signals, &info, sizeof info) > 0) continue;
    if (fds[1].revents) pump(&out);
    if (fds[2].revents) pump(&err);
    int state;
    pid_t pid;
    while ((pid = waitpid(-1, &state, WNOHANG)) > 0)
      if (pid == main_pid) {
        status = state;
        ended = 1;
      }
    if (ended && pid < 0 && errno == ECHILD) return status;
    if (ended) kill_children();
  }
}

int main(int argc, char **argv) {
  if (argc > 1 && strcmp(argv[1], "probe") == 0) {
    char path[] = "/tmp/pilothouse-probe-XXXXXX";
    if (!mkdtemp(path)) return 1;
    pid_t pid = fork();
    if (pid == 0) _exit(enter_namespaces(geteuid(), getegid()) != 0 || mount("tmpfs", path, "tmpfs", 0, "") != 0);
    int status = 1;
    waitpid(pid, &status, 0);
    rmdir(path);
    return status != 0;
  }
  read_spec();
  if (!spec.dir || !spec.log || spec.args == 0) return 2;
  if (spec.excess) {
    char text[128];
    snprintf(text, sizeof text, "the container has more than %d %s", MAX_ITEMS - 1, spec.excess);
    write_end(0, text);
    return 0;
  }
  prctl(PR_SET_CHILD_SUBREAPER, 1);
  signal(SIGPIPE, SIG_IGN);
  sigset_t set;
  sigemptyset(&set);
  int quiet[] = {SIGCHLD, SIGTERM, SIGINT, SIGHUP};
  for (size_t i = 0; i < sizeof quiet / sizeof *quiet; i++) sigaddset(&set, quiet[i]);
  sigprocmask(SIG_BLOCK, &set, NULL);
  int signals = signalfd(-1, &set, SFD_CLOEXEC | SFD_NONBLOCK);
  int o[2], e[2], r[2];
  if (pipe2(o, O_CLOEXEC) || pipe2(e, O_CLOEXEC) || pipe2(r, O_CLOEXEC)) return 2;
  open_log();
  pid_t pid = fork();
  if (pid == 0) run_program(o[1], e[1], r[1]);
  close(o[1]), close(e[1]), close(r[1]);
  out.fd = o[0], err.fd = e[0];
  fcntl(out.fd, F_SETFL, O_NONBLOCK), fcntl(err.fd, F_SETFL, O_NONBLOCK);
  char problem[PATH];
  ssize_t n, used = 0;
  while (used < PATH - 1 && (n = read(r[0], problem + used, (size_t)(PATH - 1 - used))) > 0) used += n;
  problem[used] = 0;
  close(r[0]);
  if (pid < 0) snprintf(problem, sizeof problem, "cannot start another process: %s", strerror(errno));
  if (!problem[0]) write_start(pid);
  int status = pid > 0 ? attend(pid, signals) : 0;
  while (out.fd >= 0 && pump(&out)) continue;
  while (err.fd >= 0 && pump(&err)) continue;
  if (out.used) log_line(out.name, 'F', out.text, out.used);
  if (err.used) log_line(err.name, 'F', err.text, err.used);
  write_end(status, problem);
  return 0;
}
