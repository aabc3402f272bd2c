/*
 * The slab allocator and the arenas that it draws from.
 * Names, order and offsets are those of an illumos amd64 kernel of August 2020.
 */
#include "sys/types.h"
#include "sys/thread.h"

typedef uintptr_t pc_t;
typedef struct vmem vmem_t;
typedef struct vmem_seg vmem_seg_t;
typedef struct kmem_cache kmem_cache_t;
typedef struct kmem_slab kmem_slab_t;
typedef struct kmem_bufctl kmem_bufctl_t;
typedef struct kmem_magazine kmem_magazine_t;

struct vmem_seg {
    uintptr_t vs_start;
    uintptr_t vs_end;
    vmem_seg_t *vs_knext;
    vmem_seg_t *vs_kprev;
    vmem_seg_t *vs_anext;
    vmem_seg_t *vs_aprev;
    uint8_t vs_type;
    uint8_t vs_import;
    uint8_t vs_depth;
    kthread_t *vs_thread;
    hrtime_t vs_timestamp;
    pc_t vs_stack[20];
};

typedef struct vmem_freelist {
    uintptr_t vs_start;
    uintptr_t vs_end;
    vmem_seg_t *vs_knext;
    vmem_seg_t *vs_kprev;
} vmem_freelist_t;

typedef struct kstat_named {
    char name[31];
    uchar_t data_type;
    union {
        char c[16];
        int32_t i32;
        uint32_t ui32;
        int64_t i64;
        uint64_t ui64;
    } value;
} kstat_named_t;

typedef struct vmem_kstat {
    kstat_named_t vk_mem_inuse;
    kstat_named_t vk_mem_import;
    kstat_named_t vk_mem_total;
    kstat_named_t vk_source_id;
    kstat_named_t vk_alloc;
    kstat_named_t vk_free;
    kstat_named_t vk_wait;
    kstat_named_t vk_fail;
    kstat_named_t vk_lookup;
    kstat_named_t vk_search;
    kstat_named_t vk_populate_wait;
    kstat_named_t vk_populate_fail;
    kstat_named_t vk_contains;
    kstat_named_t vk_contains_search;
} vmem_kstat_t;

struct vmem {
    char vm_name[30];
    kcondvar_t vm_cv;
    kmutex_t vm_lock;
    uint32_t vm_id;
    uint32_t vm_mtbf;
    int vm_cflags;
    int vm_qshift;
    size_t vm_quantum;
    size_t vm_qcache_max;
    size_t vm_min_import;
    void *(*vm_source_alloc)(vmem_t *, size_t, int);
    void (*vm_source_free)(vmem_t *, void *, size_t);
    vmem_t *vm_source;
    vmem_t *vm_next;
    struct kstat *vm_ksp;
    ssize_t vm_nsegfree;
    vmem_seg_t *vm_segfree;
    vmem_seg_t **vm_hash_table;
    size_t vm_hash_mask;
    size_t vm_hash_shift;
    ulong_t vm_freemap;
    vmem_seg_t vm_seg0;
    vmem_seg_t vm_rotor;
    vmem_seg_t *vm_hash0[16];
    void *vm_qcache[16];
    vmem_freelist_t vm_freelist[65];
    vmem_kstat_t vm_kstat;
};

struct kmem_bufctl {
    kmem_bufctl_t *bc_next;
    void *bc_addr;
    kmem_slab_t *bc_slab;
};

typedef struct kmem_bufctl_audit {
    kmem_bufctl_t *bc_next;
    void *bc_addr;
    kmem_slab_t *bc_slab;
    kmem_cache_t *bc_cache;
    hrtime_t bc_timestamp;
    kthread_t *bc_thread;
    kmem_bufctl_t *bc_lastlog;
    void *bc_contents;
    int bc_depth;
    pc_t bc_stack[15];
} kmem_bufctl_audit_t;

typedef struct kmem_buftag {
    uint64_t bt_redzone;
    kmem_bufctl_t *bt_bufctl;
    intptr_t bt_bxstat;
} kmem_buftag_t;

typedef struct kmem_buftag_lite {
    kmem_buftag_t bt_buftag;
    pc_t bt_history[1];
} kmem_buftag_lite_t;

struct kmem_slab {
    kmem_cache_t *slab_cache;
    void *slab_base;
    avl_node_t slab_link;
    kmem_bufctl_t *slab_head;
    long slab_refcnt;
    long slab_chunks;
    uint32_t slab_stuck_offset;
    uint16_t slab_later_count;
    uint16_t slab_flags;
};

struct kmem_magazine {
    void *mag_next;
    void *mag_round[1];
};

typedef struct kmem_magtype {
    short mt_magsize;
    int mt_align;
    size_t mt_minbuf;
    size_t mt_maxbuf;
    kmem_cache_t *mt_cache;
} kmem_magtype_t;

typedef struct kmem_maglist {
    kmem_magazine_t *ml_list;
    long ml_total;
    long ml_min;
    long ml_reaplimit;
    uint64_t ml_alloc;
} kmem_maglist_t;

typedef struct kmem_dump {
    void *kd_freelist;
    uint_t kd_alloc_fails;
    uint_t kd_unsafe;
} kmem_dump_t;

typedef struct kmem_cpu_cache {
    kmutex_t cc_lock;
    uint64_t cc_alloc;
    uint64_t cc_free;
    kmem_magazine_t *cc_loaded;
    kmem_magazine_t *cc_ploaded;
    int cc_flags;
    short cc_rounds;
    short cc_prounds;
    short cc_magsize;
    short cc_dump_rounds;
    short cc_dump_prounds;
    char cc_pad[10];
} kmem_cpu_cache_t;

struct kmem_cache {
    uint64_t cache_slab_create;
    uint64_t cache_slab_destroy;
    uint64_t cache_slab_alloc;
    uint64_t cache_slab_free;
    uint64_t cache_alloc_fail;
    uint64_t cache_buftotal;
    uint64_t cache_bufmax;
    uint64_t cache_bufslab;
    uint64_t cache_reap;
    uint64_t cache_rescale;
    uint64_t cache_lookup_depth;
    uint64_t cache_depot_contention;
    uint64_t cache_depot_contention_prev;
    char cache_name[32];
    size_t cache_bufsize;
    size_t cache_align;
    int (*cache_constructor)(void *, void *, int);
    void (*cache_destructor)(void *, void *);
    void (*cache_reclaim)(void *);
    int (*cache_move)(void *, void *, size_t, void *);
    void *cache_private;
    vmem_t *cache_arena;
    int cache_cflags;
    int cache_flags;
    uint32_t cache_mtbf;
    uint32_t cache_pad1;
    struct kstat *cache_kstat;
    list_node_t cache_link;
    kmutex_t cache_lock;
    size_t cache_chunksize;
    size_t cache_slabsize;
    size_t cache_maxchunks;
    size_t cache_bufctl;
    size_t cache_buftag;
    size_t cache_verify;
    size_t cache_contents;
    size_t cache_color;
    size_t cache_mincolor;
    size_t cache_maxcolor;
    size_t cache_hash_shift;
    size_t cache_hash_mask;
    list_t cache_complete_slabs;
    size_t cache_complete_slab_count;
    avl_tree_t cache_partial_slabs;
    size_t cache_partial_binshift;
    kmem_cache_t *cache_bufctl_cache;
    kmem_bufctl_t **cache_hash_table;
    void *cache_defrag;
    kmutex_t cache_depot_lock;
    kmem_magtype_t *cache_magtype;
    kmem_maglist_t cache_full;
    kmem_maglist_t cache_empty;
    kmem_dump_t cache_dump;
    kmem_cpu_cache_t cache_cpu[1];
};

typedef struct kmem_cpu_log_header {
    kmutex_t clh_lock;
    char *clh_current;
    size_t clh_avail;
    int clh_chunk;
    int clh_hits;
    char clh_pad[32];
} kmem_cpu_log_header_t;

typedef struct kmem_log_header {
    kmutex_t lh_lock;
    char *lh_base;
    int *lh_free;
    size_t lh_chunksize;
    int lh_nchunks;
    int lh_head;
    int lh_tail;
    int lh_hits;
    kmem_cpu_log_header_t lh_cpu[1];
} kmem_log_header_t;
