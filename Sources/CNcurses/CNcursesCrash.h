/* What must happen to the terminal when the process does not live to close it. */
#ifndef CNCURSES_CRASH_H
#define CNCURSES_CRASH_H

#include <termios.h>

/* Remembers the terminal's settings; before ncurses changes them. */
void crash_remember_terminal(void);

/* Those settings; whether there are any. */
int crash_former_terminal(struct termios *former);

/* Adds to what is written to give the terminal back; padding is left out. */
void crash_add_restore(const char *text);

/* From here on a crash gives the terminal back, and standard error is kept until then. */
void crash_guard(void);

/* Gives the calling thread a stack for handlers: one that has overflowed cannot carry its own.
   The main queue wanders from thread to thread, so this is asked for again and again. */
void crash_provide_stack(void);

/* The terminal has been given back: handlers off, and what was kept of standard error is shown. */
void crash_release(void);

#endif
