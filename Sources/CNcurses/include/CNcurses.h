/*
 * ncurses without its macros, variadics, globals and types: what CursesTerminal needs and no more.
 *
 * One screen at a time, all calls from one thread, except those that say otherwise.
 */
#ifndef CNCURSES_H
#define CNCURSES_H

#include <stdint.h>

/* What can keep a screen from opening. */
enum cn_failure {
    CN_OK = 0,
    CN_UNKNOWN_TERMINAL = 1,  /* no terminal description of the name */
    CN_CANNOT_MOVE = 2,       /* the terminal cannot place its cursor */
    CN_REFUSED = 3,           /* ncurses would not open it */
};

/* Attributes, as bits. */
enum cn_attribute {
    CN_BOLD = 1,
    CN_DIM = 2,
    CN_UNDERLINE = 4,
    CN_REVERSE = 8,
    CN_ITALIC = 16,
};

/* A glyph to draw: a scalar that takes room, marks upon it, and how it looks. */
struct cn_glyph {
    uint32_t scalars[5];  /* zero behind the last one */
    int32_t columns;      /* 1 or 2 */
    int32_t foreground;   /* an entry of the palette, 0xRRGGBB in true colour, -1 for default */
    int32_t background;
    uint32_t attributes;
};

/* Takes the locale from the environment; returns whether it can show every character. */
int cn_adopt_locale(void);

/* Whether the locale that was adopted writes characters in UTF-8. */
int cn_is_utf8(void);

/* The character that one byte stands for in the locale; UINT32_MAX for none. */
uint32_t cn_character(int byte);

/* Looks a terminal description up; how many colours it has, or less than 0 for -cn_failure. */
int cn_probe(const char *term);

/* Whether standard output is Linux's console with a font that has all of these characters. */
int cn_console_shows(const uint32_t *scalars, int count);

/* Opens the screen with a terminal description; the mouse stays with the terminal. */
int cn_open(const char *term);

/* Takes the mouse from the terminal, with presses, releases, drags and the wheel, or gives it back.
   What it does comes in as sequences of characters, in the form that xterm calls SGR. */
void cn_capture_mouse(int wanted);

/* Gives the terminal back as it was, and shows what was written to standard error meanwhile. */
void cn_close(void);

/* Asks the terminal for its size and makes the screen as large. */
void cn_resize(int *columns, int *rows);

/* How large the screen is. */
void cn_size(int *columns, int *rows);

/* Puts glyphs into a row from a column on; nothing is written before cn_present. */
void cn_put(int row, int column, const struct cn_glyph *glyphs, int count);

/* Writes to the terminal what changed since the last time. */
void cn_present(void);

/* Makes the next cn_present write everything. */
void cn_repaint(void);

/* Takes bytes off the input without waiting: how many, and -1 when the terminal went away. */
int cn_read(uint8_t *bytes, int count);

/* The signal that a byte sent before the screen was opened: that of ^C, ^\, ^Z or whatever keys the user
   has for them; 0 for every other byte. The screen takes them all as bytes. */
int cn_signal_of(uint8_t byte);

/* Sends such a signal as the terminal would have. */
void cn_send_signal(int number);

/* Begins the list of what the terminal sends for its keys. */
void cn_list_keys(void);

/* The next sequence of the list, NULL behind the last one; it stays until the next call. */
const char *cn_next_key(void);

/* The name that ncurses has for the key of that sequence, such as KEY_UP or kUP5. */
const char *cn_key_name(void);

/* Gives the terminal back, stops the process, and takes the terminal again. For a key it stops all that the
   key reaches, and only then: a shell in between that stopped first would take the terminal away. */
void cn_suspend(int is_key);

#endif
