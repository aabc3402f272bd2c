/*
 * Context operators as illumos had them before 2020: no timestamps, and a list that ends at NULL. 64 bytes.
 */

struct ctxop {
    void (*save_op)(void *);
    void (*restore_op)(void *);
    void (*fork_op)(void *, void *);
    void (*lwp_create_op)(void *, void *);
    void (*exit_op)(void *);
    void (*free_op)(void *, int);
    void *arg;
    struct ctxop *next;
};
