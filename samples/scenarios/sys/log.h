/*
 * The message log: queues and the messages in them.
 * Names, order and offsets are those of an illumos amd64 kernel of August 2020.
 */
#include "sys/types.h"
#include "sys/proc.h"

struct queue {
    struct qinit *q_qinfo;
    struct msgb *q_first;
    struct msgb *q_last;
    struct queue *q_next;
    struct queue *q_link;
    void *q_ptr;
    size_t q_count;
    uint_t q_flag;
    ssize_t q_minpsz;
    ssize_t q_maxpsz;
    size_t q_hiwat;
    size_t q_lowat;
    struct qband *q_bandp;
    kmutex_t q_lock;
    struct stdata *q_stream;
    struct syncq *q_syncq;
    unsigned char q_nband;
    kcondvar_t q_wait;
    struct queue *q_nfsrv;
    ushort_t q_draining;
    short q_struiot;
    clock_t q_qtstamp;
    size_t q_mblkcnt;
    uint_t q_syncqmsgs;
    size_t q_rwcnt;
    pri_t q_spri;
    struct msgb *q_sqhead;
    struct msgb *q_sqtail;
    struct queue *q_sqnext;
    struct queue *q_sqprev;
    uint_t q_sqflags;
    clock_t q_sqtstamp;
    struct fmodsw_impl *q_fp;
};

typedef struct queue queue_t;

struct msgb {
    struct msgb *b_next;
    struct msgb *b_prev;
    struct msgb *b_cont;
    unsigned char *b_rptr;
    unsigned char *b_wptr;
    struct datab *b_datap;
    unsigned char b_band;
    unsigned char b_tag;
    unsigned short b_flag;
    queue_t *b_queue;
};

typedef struct free_rtn frtn_t;

struct datab {
    frtn_t *db_frtnp;
    unsigned char *db_base;
    unsigned char *db_lim;
    unsigned char db_ref;
    unsigned char db_type;
    unsigned char db_flags;
    unsigned char db_struioflag;
    pid_t db_cpid;
    void *db_cache;
    struct msgb *db_mblk;
    void (*db_free)(struct msgb *, struct datab *);
    void (*db_lastfree)(struct msgb *, struct datab *);
    intptr_t db_cksumstart;
    intptr_t db_cksumend;
    intptr_t db_cksumstuff;
    union {
        double enforce_alignment;
        unsigned char data[8];
        struct {
            union {
                uint32_t u32;
                uint16_t u16;
            } cksum_val;
            uint16_t flags;
            uint16_t pad;
        } cksum;
    } db_struioun;
    struct fthdr *db_fthdr;
    cred_t *db_credp;
};

typedef int32_t clock32_t;
typedef int32_t time32_t;

struct log_ctl {
    short mid;
    short sid;
    char level;
    short flags;
    clock32_t ltime;
    time32_t ttime;
    int seq_no;
    int pri;
};

typedef struct msgb mblk_t;
typedef struct log_ctl log_ctl_t;
typedef struct datab dblk_t;
