#include "CNcurses.h"

#include <stdlib.h>
#include <unistd.h>

#ifdef __linux__
#include <linux/kd.h>
#include <sys/ioctl.h>

static int has(const struct unimapdesc *map, uint32_t scalar) {
    for (int index = 0; index < map->entry_ct; index++) {
        if (map->entries[index].unicode == scalar) return 1;
    }
    return 0;
}

int cn_console_shows(const uint32_t *scalars, int count) {
    struct unimapdesc map = {.entry_ct = UINT16_MAX};
    map.entries = calloc(map.entry_ct, sizeof *map.entries);
    if (map.entries == NULL) return 0;
    int shows = ioctl(STDOUT_FILENO, GIO_UNIMAP, &map) == 0;
    for (int index = 0; shows && index < count; index++) shows = has(&map, scalars[index]);
    free(map.entries);
    return shows;
}
#else
int cn_console_shows(const uint32_t *scalars, int count) {
    (void)scalars;
    (void)count;
    return 0;
}
#endif
