#include "CNcurses.h"

#include <curses.h>
#include <term.h>
#include <unistd.h>

/* Alone in its file because term.h turns words like `columns` into macros. */
int cn_probe(const char *term) {
    int outcome = 0;
    if (setupterm(term, STDOUT_FILENO, &outcome) != OK) return -CN_UNKNOWN_TERMINAL;
    const char *move = tigetstr("cup");
    int colours = tigetnum("colors");
    del_curterm(cur_term);
    if (move == NULL || move == (const char *)-1) return -CN_CANNOT_MOVE;
    return colours < 0 ? 0 : colours;
}
