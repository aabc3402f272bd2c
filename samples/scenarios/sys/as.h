/*
 * Address spaces and their segments.
 * Names, order and offsets are those of an illumos amd64 kernel of August 2020.
 */
#include "sys/types.h"
#include "sys/proc.h"

typedef struct vnode vnode_t;

struct as {
    kmutex_t a_contents;
    uchar_t a_flags;
    uchar_t a_vbits;
    kcondvar_t a_cv;
    struct hat *a_hat;
    struct hrmstat *a_hrm;
    caddr_t a_userlimit;
    struct seg *a_seglast;
    krwlock_t a_lock;
    size_t a_size;
    struct seg *a_lastgap;
    struct seg *a_lastgaphl;
    avl_tree_t a_segtree;
    avl_tree_t a_wpage;
    uchar_t a_updatedir;
    timespec_t a_updatetime;
    vnode_t **a_objectdir;
    size_t a_sizedir;
    struct as_callback *a_callbacks;
    proc_t *a_proc;
    size_t a_resvsize;
};

struct pcache_link {
    struct pcache_link *p_lnext;
    struct pcache_link *p_lprev;
};

typedef struct pcache_link pcache_link_t;

struct seg {
    caddr_t s_base;
    size_t s_size;
    uint_t s_szc;
    uint_t s_flags;
    struct as *s_as;
    avl_node_t s_tree;
    struct seg_ops *s_ops;
    void *s_data;
    kmutex_t s_pmtx;
    pcache_link_t s_phead;
};

typedef int faultcode_t;

enum fault_type {
    F_INVAL = 0,
    F_PROT = 1,
    F_SOFTLOCK = 2,
    F_SOFTUNLOCK = 3
};

enum seg_rw {
    S_OTHER = 0,
    S_READ = 1,
    S_WRITE = 2,
    S_EXEC = 3,
    S_CREATE = 4,
    S_READ_NOCOW = 5
};

typedef u_longlong_t u_offset_t;

enum lock_type {
    L_PAGELOCK = 0,
    L_PAGEUNLOCK = 1
};

typedef struct memid memid_t;
typedef enum {
    S_CAPABILITY_NOMINFLT = 0
} segcapability_t;

struct seg_ops {
    int (*dup)(struct seg *, struct seg *);
    int (*unmap)(struct seg *, caddr_t, size_t);
    void (*free)(struct seg *);
    faultcode_t (*fault)(struct hat *, struct seg *, caddr_t, size_t, enum fault_type, enum seg_rw);
    faultcode_t (*faulta)(struct seg *, caddr_t);
    int (*setprot)(struct seg *, caddr_t, size_t, uint_t);
    int (*checkprot)(struct seg *, caddr_t, size_t, uint_t);
    int (*kluster)(struct seg *, caddr_t, ssize_t);
    size_t (*swapout)(struct seg *);
    int (*sync)(struct seg *, caddr_t, size_t, int, uint_t);
    size_t (*incore)(struct seg *, caddr_t, size_t, char *);
    int (*lockop)(struct seg *, caddr_t, size_t, int, int, ulong_t *, size_t);
    int (*getprot)(struct seg *, caddr_t, size_t, uint_t *);
    u_offset_t (*getoffset)(struct seg *, caddr_t);
    int (*gettype)(struct seg *, caddr_t);
    int (*getvp)(struct seg *, caddr_t, struct vnode **);
    int (*advise)(struct seg *, caddr_t, size_t, uint_t);
    void (*dump)(struct seg *);
    int (*pagelock)(struct seg *, caddr_t, size_t, struct page ***, enum lock_type, enum seg_rw);
    int (*setpagesize)(struct seg *, caddr_t, size_t, uint_t);
    int (*getmemid)(struct seg *, caddr_t, memid_t *);
    struct lgrp_mem_policy_info *(*getpolicy)(struct seg *, caddr_t);
    int (*capable)(struct seg *, segcapability_t);
    int (*inherit)(struct seg *, caddr_t, size_t, uint_t);
};

typedef struct seg seg_t;
typedef struct as *ddi_as_handle_t;
