/*
 * Context operators as SmartOS had them in 2018: timestamps, and a list that ends at NULL. 80 bytes.
 */
#include "sys/types.h"

struct ctxop {
    void (*save_op)(void *);
    void (*restore_op)(void *);
    void (*fork_op)(void *, void *);
    void (*lwp_create_op)(void *, void *);
    void (*exit_op)(void *);
    void (*free_op)(void *, int);
    void *arg;
    struct ctxop *next;
    hrtime_t save_ts;
    hrtime_t restore_ts;
};
