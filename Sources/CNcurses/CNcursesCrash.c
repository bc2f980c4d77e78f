#include "CNcursesCrash.h"

#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

/* Everything that a handler needs is made before, for in a handler nothing can be made. */
static char restore_text[1024];
static size_t restore_length;
static struct termios terminal;
static int knows_terminal;
static volatile sig_atomic_t guarding;

static int kept_error = -1;     /* the memory that stands in for standard error */
static int genuine_error = -1;  /* where standard error really goes */

/* ^\\ is one too: it ends the process where it stands. */
static const int crashes[] = {
    SIGSEGV, SIGBUS, SIGILL, SIGTRAP, SIGFPE, SIGABRT, SIGSYS, SIGQUIT,
};
enum { CRASHES = sizeof crashes / sizeof crashes[0] };
static struct sigaction former[CRASHES];

void crash_remember_terminal(void) {
    knows_terminal = tcgetattr(STDIN_FILENO, &terminal) == 0;
    restore_length = 0;
}

int crash_former_terminal(struct termios *former) {
    if (knows_terminal) *former = terminal;
    return knows_terminal;
}

void crash_add_restore(const char *text) {
    if (text == NULL || text == (const char *)-1) return;
    while (*text != 0 && restore_length < sizeof restore_text) {
        const char *end = strncmp(text, "$<", 2) == 0 ? strchr(text, '>') : NULL;
        if (end != NULL) {
            text = end + 1;
        } else {
            restore_text[restore_length++] = *text++;
        }
    }
}

/* Writes all of it or gives up; the loop is for terminals that take a piece at a time. */
static void write_fully(int descriptor, const char *text, size_t length) {
    while (length > 0) {
        ssize_t written = write(descriptor, text, length);
        if (written <= 0) return;
        text += written;
        length -= (size_t)written;
    }
}

static void keep_error(void) {
    if (!isatty(STDERR_FILENO)) return;
    int memory = memfd_create("stderr", MFD_CLOEXEC);
    if (memory < 0) return;
    genuine_error = dup(STDERR_FILENO);
    if (genuine_error < 0 || dup2(memory, STDERR_FILENO) < 0) {
        close(memory);
        return;
    }
    kept_error = memory;
}

static void show_error(void) {
    if (kept_error < 0) return;
    dup2(genuine_error, STDERR_FILENO);
    char piece[512];
    off_t place = 0;
    ssize_t count;
    while ((count = pread(kept_error, piece, sizeof piece, place)) > 0) {
        write_fully(genuine_error, piece, (size_t)count);
        place += count;
    }
    close(kept_error);
    close(genuine_error);
    kept_error = genuine_error = -1;
}

static void call_former(int number, siginfo_t *info, void *context) {
    for (int index = 0; index < CRASHES; index++) {
        if (crashes[index] != number) continue;
        struct sigaction *action = &former[index];
        sigaction(number, action, NULL);
        if (action->sa_flags & SA_SIGINFO) {
            action->sa_sigaction(number, info, context);
        } else if (action->sa_handler != SIG_DFL && action->sa_handler != SIG_IGN) {
            action->sa_handler(number);
        } else {
            raise(number);
        }
    }
}

/* Only async-signal-safe calls from here on down. */
static void on_crash(int number, siginfo_t *info, void *context) {
    if (guarding) {
        guarding = 0;
        write_fully(STDOUT_FILENO, restore_text, restore_length);
        if (knows_terminal) tcsetattr(STDIN_FILENO, TCSANOW, &terminal);
        show_error();
    }
    call_former(number, info, context);
}

void crash_provide_stack(void) {
    static _Thread_local int is_provided;
    if (is_provided) return;
    is_provided = 1;
    stack_t present;
    if (sigaltstack(NULL, &present) != 0 || !(present.ss_flags & SS_DISABLE)) return;
    size_t size = 64 * 1024;
    stack_t stack = {.ss_sp = malloc(size), .ss_size = size};
    if (stack.ss_sp != NULL) sigaltstack(&stack, NULL);
}

void crash_guard(void) {
    crash_provide_stack();
    struct sigaction action;
    memset(&action, 0, sizeof action);
    action.sa_sigaction = on_crash;
    action.sa_flags = SA_SIGINFO | SA_ONSTACK | SA_NODEFER;
    sigemptyset(&action.sa_mask);
    for (int index = 0; index < CRASHES; index++) {
        sigaction(crashes[index], &action, &former[index]);
    }
    keep_error();
    guarding = 1;
}

void crash_release(void) {
    if (!guarding) return;
    guarding = 0;
    for (int index = 0; index < CRASHES; index++) {
        sigaction(crashes[index], &former[index], NULL);
    }
    show_error();
}
