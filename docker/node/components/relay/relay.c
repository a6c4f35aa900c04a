/*
 * Holds the terminal of a shell that outlives its attachments.
 *   relay run <socket> <nonce file> <program>...   starts the program in a new terminal, and attaches to it
 *   relay attach <socket>                          attaches; an earlier attachment ends
 * No write blocks: buffers have a limit, so that a program that does not read, or a page that does not read, never stops the other direction.
 * Output is not read while the attachment's buffer is full. Input beyond the limit is dropped, and its size is reported in the output.
 */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <pty.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <termios.h>
#include <time.h>
#include <unistd.h>

enum { CHUNK = 16384, OUTPUT_LIMIT = 65536, INPUT_LIMIT = 1048576, HEADER = 3, SIZE_BYTES = 4 };
/* A pty gives no reliable sign that it can be written again, so the relay tries again after this time. */
enum { RETRY_MS = 10, REPORT_MS = 200, FLUSH_TRIES = 200 };
/* An interrupt drops some typed keys on any terminal. Only more than this is worth a report. */
enum { TYPED_BYTES = 256 };

struct queue {
  char *bytes;
  size_t start, length, limit;
};

static volatile sig_atomic_t is_resized;
static volatile sig_atomic_t is_stopped;
static const char *socket_path;

static void on_resize(int number) { (void)number; is_resized = 1; }
static void on_stop(int number) { (void)number; is_stopped = 1; }

static void die(const char *what) {
  fprintf(stderr, "relay: %s: %s\r\n", what, strerror(errno));
  exit(1);
}

static void handle(int number, void (*handler)(int)) {
  struct sigaction action = {.sa_handler = handler};
  sigaction(number, &action, NULL);
}

static void set_nonblocking(int fd, int is_on) {
  int flags = fcntl(fd, F_GETFL);
  fcntl(fd, F_SETFL, is_on ? flags | O_NONBLOCK : flags & ~O_NONBLOCK);
}

static long now_ms(void) {
  struct timespec time;
  clock_gettime(CLOCK_MONOTONIC, &time);
  return time.tv_sec * 1000 + time.tv_nsec / 1000000;
}

/* Appends as many bytes as the limit permits, and returns their number. */
static size_t push(struct queue *queue, const char *bytes, size_t length) {
  size_t room = queue->limit - queue->length;
  if (length > room) length = room;
  if (queue->bytes == NULL && (queue->bytes = malloc(queue->limit)) == NULL) die("memory");
  if (queue->start + queue->length + length > queue->limit) {
    memmove(queue->bytes, queue->bytes + queue->start, queue->length);
    queue->start = 0;
  }
  memcpy(queue->bytes + queue->start + queue->length, bytes, length);
  queue->length += length;
  return length;
}

static void clear(struct queue *queue) { queue->start = queue->length = 0; }

/* Writes what the descriptor takes. Returns -1 when its other end is gone. */
static int drain(int fd, struct queue *queue) {
  while (queue->length > 0) {
    ssize_t count = write(fd, queue->bytes + queue->start, queue->length);
    if (count < 0 && errno == EINTR) continue;
    if (count < 0) return errno == EAGAIN ? 0 : -1;
    if (count == 0) return 0;
    queue->start += count;
    queue->length -= count;
  }
  queue->start = 0;
  return 0;
}

static struct sockaddr_un address_of(const char *path) {
  struct sockaddr_un address = {.sun_family = AF_UNIX};
  if (strlen(path) >= sizeof address.sun_path) die(path);
  strcpy(address.sun_path, path);
  return address;
}

/* ---- the side of the program ---- */

struct relay {
  int pty, listener, client;
  pid_t program;
  char nonce[65];
  struct queue input, output;
  /* A part of a message from the client. */
  unsigned char message[HEADER + CHUNK];
  size_t received;
  size_t dropped;
  long dropped_at;
};

/* A line discipline that is full takes no further byte, not even an interrupt. So unread input is dropped first, as the kernel does at an interrupt. */
static void drop_unread(struct relay *relay) {
  struct timespec pause = {.tv_nsec = 1000000};
  int unread = 0, empty = 0, slave = open(ptsname(relay->pty), O_RDWR | O_NOCTTY | O_NONBLOCK);
  relay->dropped += relay->input.length;
  clear(&relay->input);
  if (slave < 0) return;
  for (int tries = 0; empty < 3 && tries < FLUSH_TRIES; tries++) {
    if (ioctl(slave, FIONREAD, &unread) < 0) break;
    if (unread == 0) empty++;
    else empty = 0;
    relay->dropped += unread;
    tcflush(slave, TCIFLUSH);
    nanosleep(&pause, NULL);
  }
  close(slave);
}

static int is_interrupt(const struct termios *mode, char byte) {
  const cc_t *keys = mode->c_cc;
  cc_t key = (cc_t)byte;
  if (!(mode->c_lflag & ISIG) || (mode->c_lflag & NOFLSH) || key == _POSIX_VDISABLE) return 0;
  return key == keys[VINTR] || key == keys[VQUIT] || key == keys[VSUSP];
}

static void take_input(struct relay *relay, const char *bytes, size_t length) {
  struct termios mode;
  size_t from = 0;
  if (tcgetattr(relay->pty, &mode) == 0)
    for (size_t at = length; at-- > 0;)
      if (is_interrupt(&mode, bytes[at])) {
        relay->dropped += at;
        drop_unread(relay);
        relay->dropped_at = now_ms() - REPORT_MS;
        if (relay->dropped < TYPED_BYTES) relay->dropped = 0;
        from = at;
        break;
      }
  size_t taken = push(&relay->input, bytes + from, length - from);
  if (taken < length - from) {
    relay->dropped += length - from - taken;
    relay->dropped_at = now_ms();
  }
}

static void take_size(struct relay *relay, const unsigned char *bytes) {
  struct winsize size = {.ws_row = bytes[0] << 8 | bytes[1], .ws_col = bytes[2] << 8 | bytes[3]};
  ioctl(relay->pty, TIOCSWINSZ, &size);
}

/* A message has a type, the length of its content in two bytes, and its content. Returns -1 when the client is gone. */
static int read_client(struct relay *relay) {
  ssize_t count = read(relay->client, relay->message + relay->received, sizeof relay->message - relay->received);
  if (count < 0) return errno == EAGAIN || errno == EINTR ? 0 : -1;
  if (count == 0) return -1;
  relay->received += count;
  while (relay->received >= HEADER) {
    size_t length = relay->message[1] << 8 | relay->message[2];
    if (length > CHUNK) return -1;
    if (relay->received < HEADER + length) return 0;
    unsigned char *content = relay->message + HEADER;
    if (relay->message[0] == 'D') take_input(relay, (char *)content, length);
    if (relay->message[0] == 'S' && length == SIZE_BYTES) take_size(relay, content);
    relay->received -= HEADER + length;
    memmove(relay->message, content + length, relay->received);
  }
  return 0;
}

static void drop_client(struct relay *relay) {
  if (relay->client >= 0) close(relay->client);
  relay->client = -1;
  relay->received = 0;
  clear(&relay->output);
}

static void take_client(struct relay *relay) {
  int client = accept(relay->listener, NULL, NULL);
  if (client < 0) return;
  drop_client(relay);
  relay->client = client;
  set_nonblocking(client, 1);
}

static void report_dropped(struct relay *relay) {
  char text[160];
  if (relay->dropped == 0 || now_ms() - relay->dropped_at < REPORT_MS) return;
  int length = snprintf(text, sizeof text, "\033]kindlab;%s;dropped=%zu\033\\", relay->nonce, relay->dropped);
  if (relay->client >= 0 && relay->output.limit - relay->output.length < (size_t)length) return;
  if (relay->client >= 0) push(&relay->output, text, length);
  relay->dropped = 0;
}

/* Returns -1 when the program has closed its terminal. Without a client output is read and dropped. */
static int read_program(struct relay *relay) {
  char bytes[CHUNK];
  size_t room = relay->client < 0 ? CHUNK : relay->output.limit - relay->output.length;
  ssize_t count = read(relay->pty, bytes, room < CHUNK ? room : CHUNK);
  if (count < 0) return errno == EAGAIN || errno == EINTR ? 0 : -1;
  if (relay->client >= 0) push(&relay->output, bytes, count);
  return 0;
}

static int has_room(const struct relay *relay) { return relay->client < 0 || relay->output.length < relay->output.limit; }

static int wait_ms(const struct relay *relay) {
  if (relay->input.length > 0) return RETRY_MS;
  return relay->dropped > 0 ? REPORT_MS : -1;
}

static void serve(struct relay *relay) {
  int is_open = 1;
  while (!is_stopped && (is_open || (relay->client >= 0 && relay->output.length > 0))) {
    struct pollfd polled[] = {
        {.fd = relay->listener, .events = POLLIN},
        {.fd = relay->client, .events = POLLIN | (relay->output.length > 0 ? POLLOUT : 0)},
        {.fd = is_open && has_room(relay) ? relay->pty : -1, .events = POLLIN},
    };
    if (poll(polled, 3, wait_ms(relay)) < 0 && errno != EINTR) break;
    if (polled[0].revents) take_client(relay);
    else if (polled[1].revents & (POLLIN | POLLHUP | POLLERR) && read_client(relay) < 0) drop_client(relay);
    if (polled[2].revents && read_program(relay) < 0) is_open = 0;
    report_dropped(relay);
    if (is_open) drain(relay->pty, &relay->input);
    if (relay->client >= 0 && drain(relay->client, &relay->output) < 0) drop_client(relay);
  }
}

static void read_nonce(struct relay *relay, const char *path) {
  int fd = open(path, O_RDONLY);
  ssize_t count = fd < 0 ? -1 : read(fd, relay->nonce, sizeof relay->nonce - 1);
  if (count < 0) die(path);
  relay->nonce[strcspn(relay->nonce, "\n")] = 0;
  close(fd);
}

static void run_relay(int listener, const char *nonce_file, char **program) {
  static struct relay relay = {.client = -1, .input = {.limit = INPUT_LIMIT}, .output = {.limit = OUTPUT_LIMIT}};
  struct winsize size = {.ws_row = 24, .ws_col = 80};
  relay.listener = listener;
  read_nonce(&relay, nonce_file);
  ioctl(STDIN_FILENO, TIOCGWINSZ, &size);
  relay.program = forkpty(&relay.pty, NULL, NULL, &size);
  if (relay.program < 0) die("forkpty");
  if (relay.program == 0) {
    close(listener);
    execvp(program[0], program);
    die(program[0]);
  }
  int nothing = open("/dev/null", O_RDWR);
  for (int fd = 0; fd < 3; fd++) dup2(nothing, fd);
  if (nothing > 2) close(nothing);
  set_nonblocking(relay.pty, 1);
  fcntl(relay.pty, F_SETFD, FD_CLOEXEC);
  serve(&relay);
  unlink(socket_path);
  exit(0);
}

static void start(const char *nonce_file, char **program) {
  struct sockaddr_un address = address_of(socket_path);
  int listener = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
  if (listener < 0 || bind(listener, (struct sockaddr *)&address, sizeof address) < 0 || listen(listener, 8) < 0) die(socket_path);
  pid_t child = fork();
  if (child < 0) die("fork");
  if (child > 0) {
    close(listener);
    return;
  }
  setsid();
  handle(SIGHUP, SIG_IGN);
  handle(SIGPIPE, SIG_IGN);
  handle(SIGTERM, on_stop);
  run_relay(listener, nonce_file, program);
}

/* ---- the side of the attachment ---- */

static struct termios before;

static void restore(void) {
  set_nonblocking(STDIN_FILENO, 0);
  tcsetattr(STDIN_FILENO, TCSADRAIN, &before);
}

static void send_message(struct queue *queue, char type, const char *content, size_t length) {
  char header[HEADER] = {type, (char)(length >> 8), (char)length};
  push(queue, header, HEADER);
  push(queue, content, length);
}

static void send_size(struct queue *queue) {
  struct winsize size;
  if (ioctl(STDIN_FILENO, TIOCGWINSZ, &size) < 0) return;
  char content[SIZE_BYTES] = {(char)(size.ws_row >> 8), (char)size.ws_row, (char)(size.ws_col >> 8), (char)size.ws_col};
  send_message(queue, 'S', content, SIZE_BYTES);
}

static void attach(void) {
  static struct queue input = {.limit = OUTPUT_LIMIT}, output = {.limit = OUTPUT_LIMIT};
  struct sockaddr_un address = address_of(socket_path);
  int relay = socket(AF_UNIX, SOCK_STREAM, 0), is_open = 1;
  char bytes[CHUNK];
  if (relay < 0 || connect(relay, (struct sockaddr *)&address, sizeof address) < 0) die(socket_path);
  if (tcgetattr(STDIN_FILENO, &before) == 0) {
    struct termios raw = before;
    cfmakeraw(&raw);
    tcsetattr(STDIN_FILENO, TCSADRAIN, &raw);
    atexit(restore);
  }
  handle(SIGPIPE, SIG_IGN);
  handle(SIGWINCH, on_resize);
  handle(SIGTERM, on_stop);
  handle(SIGHUP, on_stop);
  set_nonblocking(STDIN_FILENO, 1);
  set_nonblocking(STDOUT_FILENO, 1);
  set_nonblocking(relay, 1);
  is_resized = 1;
  while (!is_stopped && (is_open || output.length > 0)) {
    size_t room = input.limit - input.length;
    if (is_resized && room >= HEADER + SIZE_BYTES) {
      is_resized = 0;
      send_size(&input);
    }
    room = input.limit - input.length;
    short events = (output.length < output.limit ? POLLIN : 0) | (input.length > 0 ? POLLOUT : 0);
    struct pollfd polled[] = {
        {.fd = is_open && room > HEADER + SIZE_BYTES ? STDIN_FILENO : -1, .events = POLLIN},
        {.fd = is_open && events ? relay : -1, .events = events},
        {.fd = output.length > 0 ? STDOUT_FILENO : -1, .events = POLLOUT},
    };
    if (poll(polled, 3, -1) < 0 && errno != EINTR) break;
    if (polled[0].revents) {
      size_t limit = room - HEADER < CHUNK ? room - HEADER : CHUNK;
      ssize_t count = read(STDIN_FILENO, bytes, limit);
      if (count == 0 || (count < 0 && errno != EAGAIN && errno != EINTR)) break;
      if (count > 0) send_message(&input, 'D', bytes, count);
    }
    if (polled[1].revents & (POLLIN | POLLHUP | POLLERR) && output.length < output.limit) {
      size_t space = output.limit - output.length;
      ssize_t count = read(relay, bytes, space < CHUNK ? space : CHUNK);
      if (count == 0 || (count < 0 && errno != EAGAIN && errno != EINTR)) is_open = 0;
      if (count > 0) push(&output, bytes, count);
    }
    if (is_open && drain(relay, &input) < 0) is_open = 0;
    if (drain(STDOUT_FILENO, &output) < 0) break;
  }
}

int main(int count, char **words) {
  if (count < 3 || (strcmp(words[1], "attach") != 0 && (strcmp(words[1], "run") != 0 || count < 5))) {
    fputs("usage: relay run <socket> <nonce file> <program>..., relay attach <socket>\n", stderr);
    return 64;
  }
  socket_path = words[2];
  if (strcmp(words[1], "run") == 0) start(words[3], words + 4);
  attach();
  return 0;
}
