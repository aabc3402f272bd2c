/*
 * Context operators as illumos has them since 2020 (illumos issue 12477): a list that is circular both ways, newest first. 88 bytes.
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
    struct ctxop *prev;
    hrtime_t save_ts;
    hrtime_t restore_ts;
};
