/*
 * Integers, times, locks, lists and trees: what all other headers build on.
 * Names, order and offsets are those of an illumos amd64 kernel of August 2020.
 */

struct _label_t {
    long val[8];
};

typedef char int8_t;
typedef short int16_t;
typedef int int32_t;
typedef long int64_t;
typedef unsigned char uint8_t;
typedef unsigned short uint16_t;
typedef unsigned int uint32_t;
typedef unsigned long uint64_t;
typedef long intptr_t;
typedef unsigned long uintptr_t;
typedef unsigned char uchar_t;
typedef unsigned short ushort_t;
typedef unsigned int uint_t;
typedef unsigned long ulong_t;
typedef long long longlong_t;
typedef unsigned long long u_longlong_t;
typedef enum {
    B_FALSE = 0,
    B_TRUE = 1
} boolean_t;
typedef ulong_t size_t;
typedef long ssize_t;
typedef long time_t;
typedef long clock_t;
typedef char *caddr_t;
typedef longlong_t hrtime_t;
typedef int pid_t;
typedef int id_t;
typedef id_t zoneid_t;
typedef id_t taskid_t;
typedef id_t projid_t;
typedef ulong_t dev_t;
typedef uint_t major_t;
typedef uint_t minor_t;
typedef short pri_t;
typedef int processorid_t;

struct cpuset {
    ulong_t cpub[4];
};

typedef struct cpuset cpuset_t;
typedef longlong_t offset_t;
typedef long off_t;
typedef ulong_t pgcnt_t;
typedef ulong_t pfn_t;

struct timespec {
    time_t tv_sec;
    long tv_nsec;
};

typedef struct timespec timestruc_t;
typedef struct timespec timespec_t;
typedef struct _label_t label_t;
typedef unsigned char lock_t;

struct mutex {
    void *_opaque[1];
};

typedef struct mutex kmutex_t;

struct _kcondvar {
    ushort_t _opaque;
};

typedef struct _kcondvar kcondvar_t;

struct _krwlock {
    void *_opaque[1];
};

typedef struct _krwlock krwlock_t;

struct _ksema {
    void *_opaque[2];
};

typedef struct _ksema ksema_t;

struct list_node {
    struct list_node *list_next;
    struct list_node *list_prev;
};

struct list {
    size_t list_size;
    size_t list_offset;
    struct list_node list_head;
};

typedef struct list list_t;
typedef struct list_node list_node_t;

struct avl_tree {
    struct avl_node *avl_root;
    int (*avl_compar)(const void *, const void *);
    size_t avl_offset;
    ulong_t avl_numnodes;
    size_t avl_size;
};

typedef struct avl_tree avl_tree_t;

struct avl_node {
    struct avl_node *avl_child[2];
    uintptr_t avl_pcb;
};

typedef struct avl_node avl_node_t;
typedef struct ctxop ctxop_t;
