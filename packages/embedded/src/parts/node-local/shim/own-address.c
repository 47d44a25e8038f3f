/*
 * Preloaded into a pod's processes, which share one network: a program that listens on
 * every address gets the pod's own instead, and one that calls localhost reaches its pod.
 *
 * TCP only. Uses no library but what the program has loaded, whichever libc that is.
 */
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <errno.h>
#include <netinet/in.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <unistd.h>

union address {
  struct sockaddr any;
  struct sockaddr_in v4;
  struct sockaddr_in6 v6;
};

static struct in_addr own;
static int known;

__attribute__((constructor)) static void read_own_address(void) {
  const char *text = getenv("PILOTHOUSE_BIND_ADDRESS");
  known = text && inet_pton(AF_INET, text, &own) == 1;
}

static int kernel_bind(int fd, const void *address, socklen_t length) {
  return syscall(SYS_bind, fd, address, length);
}

static int kernel_connect(int fd, const void *address, socklen_t length) {
  return syscall(SYS_connect, fd, address, length);
}

static int option(int fd, int level, int name) {
  int value = -1;
  socklen_t length = sizeof value;
  return getsockopt(fd, level, name, &value, &length) ? -1 : value;
}

static int is_tcp(int fd) {
  return option(fd, SOL_SOCKET, SO_TYPE) == SOCK_STREAM;
}

/* Copies an internet address; false for any other, which is none of our business. */
static int copy(union address *to, const struct sockaddr *from, socklen_t length) {
  if (!known || !from || length < sizeof to->any.sa_family) return 0;
  socklen_t needed = from->sa_family == AF_INET    ? sizeof to->v4
                     : from->sa_family == AF_INET6 ? sizeof to->v6
                                                   : 0;
  if (!needed || length < needed) return 0;
  memcpy(to, from, needed);
  return 1;
}

static socklen_t size_of(const union address *a) {
  return a->any.sa_family == AF_INET ? sizeof a->v4 : sizeof a->v6;
}

static in_port_t port_of(const union address *a) {
  return a->any.sa_family == AF_INET ? a->v4.sin_port : a->v6.sin6_port;
}

/* The IPv4 address that it is or carries; false for one of IPv6 alone. */
static int as_v4(const union address *a, struct in_addr *v4) {
  if (a->any.sa_family == AF_INET) {
    *v4 = a->v4.sin_addr;
    return 1;
  }
  if (!IN6_IS_ADDR_V4MAPPED(&a->v6.sin6_addr)) return 0;
  memcpy(v4, &a->v6.sin6_addr.s6_addr[12], sizeof *v4);
  return 1;
}

static int is_wildcard(const union address *a) {
  struct in_addr v4;
  if (as_v4(a, &v4)) return v4.s_addr == htonl(INADDR_ANY);
  return IN6_IS_ADDR_UNSPECIFIED(&a->v6.sin6_addr);
}

static int is_localhost(const union address *a) {
  struct in_addr v4;
  if (as_v4(a, &v4)) return v4.s_addr == htonl(INADDR_LOOPBACK);
  return IN6_IS_ADDR_LOOPBACK(&a->v6.sin6_addr);
}

/* Puts the pod's address in place; on a socket of IPv6, in its IPv4-mapped form. */
static void use_own(union address *a) {
  if (a->any.sa_family == AF_INET) {
    a->v4.sin_addr = own;
    return;
  }
  struct in6_addr *to = &a->v6.sin6_addr;
  memset(to, 0, sizeof *to);
  to->s6_addr[10] = to->s6_addr[11] = 0xff;
  memcpy(&to->s6_addr[12], &own, sizeof own);
  a->v6.sin6_scope_id = 0;
}

static int takes_v4(int fd, const union address *a) {
  return a->any.sa_family == AF_INET ||
         option(fd, IPPROTO_IPV6, IPV6_V6ONLY) == 0;
}

/* Whether somebody listens there: then, and only then, a reused address is refused. */
static int is_listened_to(in_port_t port) {
  struct sockaddr_in at = {
      .sin_family = AF_INET, .sin_port = port, .sin_addr = own};
  int reuse = 1, before = errno;
  int probe = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  if (probe < 0) {
    errno = before;
    return 0;
  }
  setsockopt(probe, SOL_SOCKET, SO_REUSEADDR, &reuse, sizeof reuse);
  int taken = kernel_bind(probe, &at, sizeof at) && errno == EADDRINUSE;
  syscall(SYS_close, probe);
  errno = before;
  return taken;
}

int bind(int fd, const struct sockaddr *address, socklen_t length) {
  union address a;
  if (!copy(&a, address, length) || !port_of(&a) || !is_wildcard(&a) ||
      !is_tcp(fd))
    return kernel_bind(fd, address, length);
  if (takes_v4(fd, &a)) {
    use_own(&a);
  } else {
    /* Pods have no address of IPv6: what would listen there listens out of the way. */
    a.v6.sin6_addr = in6addr_loopback;
    a.v6.sin6_port = 0;
  }
  return kernel_bind(fd, &a, size_of(&a));
}

int connect(int fd, const struct sockaddr *address, socklen_t length) {
  union address a;
  if (!copy(&a, address, length) || !is_localhost(&a) || !is_tcp(fd) ||
      !takes_v4(fd, &a) || !is_listened_to(port_of(&a)))
    return kernel_connect(fd, address, length);
  use_own(&a);
  return kernel_connect(fd, &a, size_of(&a));
}
