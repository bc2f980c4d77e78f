#include "CNcurses.h"

#include <curses.h>
#include <errno.h>
#include <langinfo.h>
#include <locale.h>
#include <poll.h>
#include <pthread.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <termios.h>
#include <unistd.h>
#include <wchar.h>

#include "CNcursesCrash.h"

static SCREEN *screen;

/* What a program before may have left behind: forms of the mouse, reports of focus, of colours and of
   the size, keys told by number (Windows's and xterm's form; kitty's is put aside and comes back). */
#define LEFTOVERS_OFF                                                                         \
    "\033[?9;1000;1001;1002;1003;1004;1005;1006;1015;1016;2031;2048;9001l\033[>4;0m\033[>0u"
#define LEFTOVERS_BACK "\033[<u"
/* What is not in every terminal description: bracketed paste, and the mouse with drags, in the form
   that has no last column. */
#define EXTRAS_ON LEFTOVERS_OFF "\033[?2004h"
#define EXTRAS_OFF "\033[?2004l" LEFTOVERS_BACK
#define MOUSE_ON "\033[?1002h\033[?1006h"
#define MOUSE_OFF "\033[?1006l\033[?1002l"

static int mouse_is_captured;

static void write_extras(const char *text) {
    ssize_t ignored = write(STDOUT_FILENO, text, strlen(text));
    (void)ignored;
}

int cn_adopt_locale(void) {
    setlocale(LC_ALL, "");
    return cn_is_utf8();
}

int cn_is_utf8(void) { return strcmp(nl_langinfo(CODESET), "UTF-8") == 0; }

uint32_t cn_character(int byte) {
    wint_t character = btowc(byte);
    return character == WEOF ? UINT32_MAX : (uint32_t)character;
}

static void prepare_restore(void) {
    crash_add_restore(MOUSE_OFF EXTRAS_OFF);
    crash_add_restore(tigetstr("sgr0"));
    crash_add_restore(tigetstr("op"));
    crash_add_restore(tigetstr("cnorm"));
    crash_add_restore(tigetstr("rmkx"));
    crash_add_restore(tigetstr("rmcup"));
}

/* Every byte comes in as it is, for each may be pasted: those of ^C, ^Z and ^\\, which send signals, those
   of ^S and ^Q, whichever way they are taken, and the ends of lines. ncurses is told, for it sets the
   terminal again after each stop. */
static void take_every_byte(void) {
    raw();
    struct termios settings;
    if (tcgetattr(STDIN_FILENO, &settings) != 0) return;
    settings.c_iflag &= ~(tcflag_t)(IXON | IXOFF | ICRNL | INLCR | IGNCR | ISTRIP);
    if (tcsetattr(STDIN_FILENO, TCSANOW, &settings) == 0) def_prog_mode();
}

static void prepare_modes(void) {
    noecho();
    nonl();
    take_every_byte();
    curs_set(0);
    leaveok(stdscr, TRUE);
    scrollok(stdscr, FALSE);
    if (has_colors()) {
        start_color();
        use_default_colors();
    }
    keypad(stdscr, TRUE);
    typeahead(-1);
}

/* Not through ncurses: it makes one event of several that come together, and wants a terminal
   description that knows the mouse. What the mouse does comes in as characters. */
void cn_capture_mouse(int wanted) {
    if (screen == NULL || mouse_is_captured == (wanted != 0)) return;
    mouse_is_captured = wanted != 0;
    write_extras(mouse_is_captured ? MOUSE_ON : MOUSE_OFF);
}

int cn_open(const char *term) {
    use_env(FALSE);
    use_tioctl(TRUE);
    crash_remember_terminal();
    screen = newterm(term, stdout, stdin);
    if (screen == NULL) return CN_REFUSED;
    prepare_restore();
    prepare_modes();
    write_extras(EXTRAS_ON);
    crash_guard();
    return CN_OK;
}

/* Without a second screen the last picture stays, and what comes next goes below it. */
static void leave_picture(void) {
    const char *back = tigetstr("rmcup");
    if (back != NULL && back != (char *)-1) return;
    ssize_t written = write(STDOUT_FILENO, "\r\n", 2);
    (void)written;
}

void cn_close(void) {
    if (screen == NULL) return;
    cn_capture_mouse(0);
    write_extras(EXTRAS_OFF);
    curs_set(1);
    endwin();
    leave_picture();
    delscreen(screen);
    screen = NULL;
    crash_release();
}

void cn_size(int *columns, int *rows) {
    getmaxyx(stdscr, *rows, *columns);
}

void cn_resize(int *columns, int *rows) {
    struct winsize size;
    if (ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_row > 0 && size.ws_col > 0) {
        resizeterm(size.ws_row, size.ws_col);
        cn_repaint();
    }
    cn_size(columns, rows);
}

/* Terminals of eight colours show the bright half as bold; but bold black is black on most of them, and
   what is light grey on white stands on itself. Either becomes the one of white and black that stands
   apart from the ground. */
static int fold_foreground(int colour, int background, attr_t *attributes) {
    if (COLORS > 8 || colour < 0) return colour;
    int folded = colour < 8 ? colour : colour - 8;
    if (colour == 8 || folded == background) return background == 7 ? 0 : 7;
    if (colour > 8) *attributes |= WA_BOLD;
    return folded;
}

static int fold_background(int colour) {
    return COLORS > 8 || colour < 8 ? colour : colour - 8;
}

static attr_t attributes_of(uint32_t bits) {
    attr_t attributes = WA_NORMAL;
    if (bits & CN_BOLD) attributes |= WA_BOLD;
    if (bits & CN_DIM) attributes |= WA_DIM;
    if (bits & CN_UNDERLINE) attributes |= WA_UNDERLINE;
    if (bits & CN_REVERSE) attributes |= WA_REVERSE;
    if (bits & CN_ITALIC) attributes |= WA_ITALIC;
    return attributes;
}

/* Pairs are looked up anew each time: ncurses gives them to other colours when it runs out. */
static void style_of(const struct cn_glyph *glyph, attr_t *attributes, int *pair) {
    *attributes = attributes_of(glyph->attributes);
    *pair = 0;
    if (!has_colors()) return;
    int background = fold_background(glyph->background);
    int foreground = fold_foreground(glyph->foreground, background, attributes);
    if (foreground >= 0 || background >= 0) *pair = alloc_pair(foreground, background);
    if (*pair < 0) *pair = 0;
}

/* A glyph for which the C library has another width would shift the row: it becomes '?'. */
static void encode(const struct cn_glyph *glyph, attr_t attributes, int pair, cchar_t *cell) {
    wchar_t text[CCHARW_MAX + 1] = {0};
    for (int index = 0; index < CCHARW_MAX && index < 5; index++) {
        text[index] = (wchar_t)glyph->scalars[index];
    }
    if (setcchar(cell, text, attributes, 0, &pair) != OK) {
        setcchar(cell, L"?", attributes, 0, &pair);
    }
}

static int is_same_style(const struct cn_glyph *one, const struct cn_glyph *other) {
    return one->foreground == other->foreground && one->background == other->background
        && one->attributes == other->attributes;
}

void cn_put(int row, int column, const struct cn_glyph *glyphs, int count) {
    static const struct cn_glyph question = {.scalars = {'?'}, .columns = 1};
    enum { PIECE = 128 };
    cchar_t cells[2 * PIECE];
    attr_t attributes = WA_NORMAL;
    int pair = 0;
    int filled = 0, columns = 0;
    wmove(stdscr, row, column);
    for (int index = 0; index < count; index++) {
        const struct cn_glyph *glyph = &glyphs[index];
        if (index == 0 || !is_same_style(glyph, glyph - 1)) style_of(glyph, &attributes, &pair);
        int is_faithful = wcwidth((wchar_t)glyph->scalars[0]) == glyph->columns;
        int copies = is_faithful ? 1 : glyph->columns;
        for (int copy = 0; copy < copies; copy++) {
            encode(is_faithful ? glyph : &question, attributes, pair, &cells[filled++]);
        }
        columns += glyph->columns;
        if (filled >= PIECE || index == count - 1) {
            mvwadd_wchnstr(stdscr, row, column, cells, filled);
            column += columns;
            filled = columns = 0;
        }
    }
}

void cn_present(void) {
    crash_provide_stack();
    wnoutrefresh(stdscr);
    doupdate();
}

void cn_repaint(void) {
    clearok(curscr, TRUE);
}

/* Readable with nothing to read is how a terminal looks that has gone away. */
int cn_read(uint8_t *bytes, int count) {
    crash_provide_stack();
    struct pollfd input = {.fd = STDIN_FILENO, .events = POLLIN};
    if (poll(&input, 1, 0) <= 0) return 0;
    ssize_t taken = read(STDIN_FILENO, bytes, (size_t)count);
    if (taken > 0) return (int)taken;
    return taken < 0 && (errno == EINTR || errno == EAGAIN) ? 0 : -1;
}

int cn_signal_of(uint8_t byte) {
    static const struct {
        int place, number;
    } keys[] = {{VINTR, SIGINT}, {VQUIT, SIGQUIT}, {VSUSP, SIGTSTP}};
    struct termios former;
    if (!crash_former_terminal(&former)) return 0;
    for (size_t index = 0; index < sizeof keys / sizeof keys[0]; index++) {
        cc_t key = former.c_cc[keys[index].place];
        if (key == byte && key != _POSIX_VDISABLE) return keys[index].number;
    }
    return 0;
}

/* The place in the list of keys: a key of ncurses, and which of the sequences bound to it. */
static int listed_key, listed_binding;
static char *listed_sequence;

void cn_list_keys(void) {
    listed_key = KEY_MIN;
    listed_binding = 0;
}

/* Keys that only some descriptions know have numbers beyond KEY_MAX. */
const char *cn_next_key(void) {
    enum { KEYS_END = KEY_MAX + 1024 };
    free(listed_sequence);
    listed_sequence = NULL;
    while (listed_key < KEYS_END) {
        listed_sequence = keybound(listed_key, listed_binding++);
        if (listed_sequence != NULL) return listed_sequence;
        listed_key++;
        listed_binding = 0;
    }
    return NULL;
}

const char *cn_key_name(void) {
    const char *name = keyname(listed_key);
    return name == NULL ? "" : name;
}

/* To all that the terminal's keys reach: whoever started the process in its own group must stop too. */
void cn_send_signal(int number) {
    kill(tcgetpgrp(STDIN_FILENO) == getpgrp() ? 0 : getpid(), number);
}

/* The default action, not SIGSTOP: where nobody could wake the process, the kernel leaves it. */
static void stop_process(int is_key) {
    struct sigaction standard, former;
    memset(&standard, 0, sizeof standard);
    standard.sa_handler = SIG_DFL;
    sigaction(SIGTSTP, &standard, &former);
    sigset_t stop, mask;
    sigemptyset(&stop);
    sigaddset(&stop, SIGTSTP);
    /* The signal to this thread waits until the others have theirs, and then stops the process at once.
       One that is sent to the process might reach it only when the screen is drawn again already. */
    pthread_sigmask(SIG_BLOCK, &stop, &mask);
    raise(SIGTSTP);
    if (is_key) cn_send_signal(SIGTSTP);
    pthread_sigmask(SIG_UNBLOCK, &stop, NULL);
    pthread_sigmask(SIG_SETMASK, &mask, NULL);
    sigaction(SIGTSTP, &former, NULL);
}

void cn_suspend(int is_key) {
    int had_mouse = mouse_is_captured;
    cn_capture_mouse(0);
    write_extras(EXTRAS_OFF);
    endwin();
    leave_picture();
    stop_process(is_key);
    keypad(stdscr, TRUE);
    cn_repaint();
    doupdate();
    /* Only now the screen is there that has a stack of keyboard modes of its own. */
    write_extras(EXTRAS_ON);
    cn_capture_mouse(had_mouse);
}
