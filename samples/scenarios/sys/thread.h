/*
 * Threads and light-weight processes.
 * Names, order and offsets are those of an illumos amd64 kernel of August 2020.
 */
#include "sys/types.h"

typedef struct {
    caddr_t lc_wchan0;
    caddr_t lc_wchan;
} lwpchan_t;
typedef lock_t disp_lock_t;
typedef uint64_t kt_did_t;
typedef struct {
    unsigned int __sigbits[3];
} k_sigset_t;
typedef struct _klwp klwp_t;

struct __ts {
    volatile char _t_astflag;
    volatile char _t_sig_check;
    volatile char _t_post_sys;
    volatile char _t_trapret;
};

union __tu {
    struct __ts _ts;
    volatile int _t_post_sys_ast;
};

typedef struct {
    kmutex_t a_fdlock;
    int *a_fd;
    int a_nfd;
    int a_stale;
    int a_buf[2];
} afd_t;

struct __tds {
    uint8_t _t_dtrace_on;
    uint8_t _t_dtrace_step;
    uint8_t _t_dtrace_ret;
    uint8_t _t_dtrace_ast;
    uint8_t _t_dtrace_reg;
};

union __tdu {
    struct __tds _tds;
    ulong_t _t_dtrace_ft;
};

struct _kthread {
    struct _kthread *t_link;
    caddr_t t_stk;
    void (*t_startpc)(void);
    struct cpu *t_bound_cpu;
    short t_affinitycnt;
    short t_bind_cpu;
    uint_t t_flag;
    ushort_t t_proc_flag;
    ushort_t t_schedflag;
    volatile char t_preempt;
    volatile char t_preempt_lk;
    uint_t t_state;
    pri_t t_pri;
    pri_t t_epri;
    pri_t t_cpri;
    char t_writer;
    uchar_t t_bindflag;
    label_t t_pcb;
    lwpchan_t t_lwpchan;
    struct _sobj_ops *t_sobj_ops;
    id_t t_cid;
    struct thread_ops *t_clfuncs;
    void *t_cldata;
    ctxop_t *t_ctx;
    uintptr_t t_lofault;
    label_t *t_onfault;
    struct on_trap_data *t_ontrap;
    caddr_t t_swap;
    lock_t t_lock;
    uint8_t t_lockstat;
    uint8_t t_pil;
    disp_lock_t t_pi_lock;
    char t_nomigrate;
    struct cpu *t_cpu;
    struct cpu *t_weakbound_cpu;
    struct lgrp_ld *t_lpl;
    void *t_lgrp_reserv[2];
    struct _kthread *t_intr;
    uint64_t t_intr_start;
    kt_did_t t_did;
    caddr_t t_tnf_tpdp;
    struct _kcpc_ctx *t_cpc_ctx;
    struct _kcpc_set *t_cpc_set;
    id_t t_tid;
    id_t t_waitfor;
    struct sigqueue *t_sigqueue;
    k_sigset_t t_sig;
    k_sigset_t t_extsig;
    k_sigset_t t_hold;
    k_sigset_t t_sigwait;
    struct _kthread *t_forw;
    struct _kthread *t_back;
    struct _kthread *t_thlink;
    klwp_t *t_lwp;
    struct proc *t_procp;
    struct t_audit_data *t_audit_data;
    struct _kthread *t_next;
    struct _kthread *t_prev;
    ushort_t t_whystop;
    ushort_t t_whatstop;
    int t_dslot;
    struct pollstate *t_pollstate;
    struct pollcache *t_pollcache;
    struct cred *t_cred;
    time_t t_start;
    clock_t t_lbolt;
    hrtime_t t_stoptime;
    uint_t t_pctcpu;
    short t_sysnum;
    kcondvar_t t_delay_cv;
    kmutex_t t_delay_lock;
    disp_lock_t *t_lockp;
    ushort_t t_oldspl;
    volatile char t_pre_sys;
    lock_t t_lock_flush;
    struct _disp *t_disp_queue;
    clock_t t_disp_time;
    union __tu _tu;
    hrtime_t t_waitrq;
    int t_mstate;
    struct rprof *t_rprof;
    struct turnstile *t_prioinv;
    struct turnstile *t_ts;
    struct tsd_thread *t_tsd;
    clock_t t_stime;
    struct door_data *t_door;
    kmutex_t *t_plockp;
    struct sc_shared *t_schedctl;
    uintptr_t t_sc_uaddr;
    struct cpupart *t_cpupart;
    int t_bind_pset;
    struct copyops *t_copyops;
    caddr_t t_stkbase;
    struct page *t_red_pp;
    afd_t t_activefd;
    struct _kthread *t_priforw;
    struct _kthread *t_priback;
    struct sleepq *t_sleepq;
    struct panic_trap_info *t_panic_trap;
    int *t_lgrp_affinity;
    struct upimutex *t_upimutex;
    uint32_t t_nupinest;
    struct kproject *t_proj;
    uint8_t t_unpark;
    uint8_t t_release;
    uint8_t t_hatdepth;
    uint8_t t_xpvcntr;
    kcondvar_t t_joincv;
    void *t_taskq;
    hrtime_t t_anttime;
    char *t_pdmsg;
    uint_t t_predcache;
    hrtime_t t_dtrace_vtime;
    hrtime_t t_dtrace_start;
    uint8_t t_dtrace_stop;
    uint8_t t_dtrace_sig;
    union __tdu _tdu;
    uintptr_t t_dtrace_pc;
    uintptr_t t_dtrace_npc;
    uintptr_t t_dtrace_scrpc;
    uintptr_t t_dtrace_astpc;
    uint64_t t_dtrace_regv;
    uint64_t t_useracc;
    hrtime_t t_hrtime;
    kmutex_t t_ctx_lock;
    struct waitq *t_waitq;
    kmutex_t t_wait_mutex;
    char *t_name;
    uint64_t t_unsafe;
};

union _kfpu_u {
    void *kfpu_generic;
    struct fxsave_state *kfpu_fx;
    struct xsave_state *kfpu_xs;
};

typedef struct {
    union _kfpu_u kfpu_u;
    uint32_t kfpu_status;
    uint32_t kfpu_xstatus;
} kfpu_t;

struct fpu_ctx {
    kfpu_t fpu_regs;
    uint64_t fpu_xsave_mask;
    uint_t fpu_flags;
};

typedef struct fpu_ctx fpu_ctx_t;
typedef long greg_t;
typedef uint16_t selector_t;

struct user_desc {
    uint64_t usd_lolimit:16;
    uint64_t usd_lobase:16;
    uint64_t usd_midbase:8;
    uint64_t usd_type:5;
    uint64_t usd_dpl:2;
    uint64_t usd_p:1;
    uint64_t usd_hilimit:4;
    uint64_t usd_avl:1;
    uint64_t usd_long:1;
    uint64_t usd_def32:1;
    uint64_t usd_gran:1;
    uint64_t usd_hibase:8;
};

typedef struct user_desc user_desc_t;

struct pcb {
    fpu_ctx_t pcb_fpu;
    uint_t pcb_flags;
    greg_t pcb_drstat;
    unsigned char pcb_instr;
    unsigned char pcb_rupdate;
    uintptr_t pcb_fsbase;
    uintptr_t pcb_gsbase;
    selector_t pcb_ds;
    selector_t pcb_es;
    selector_t pcb_fs;
    selector_t pcb_gs;
    user_desc_t pcb_fsdesc;
    user_desc_t pcb_gsdesc;
};

struct sigaltstack {
    void *ss_sp;
    size_t ss_size;
    int ss_flags;
};

typedef struct sigaltstack stack_t;
typedef unsigned int uid_t;

union sigval {
    int sival_int;
    void *sival_ptr;
};

typedef id_t ctid_t;

struct k_siginfo {
    int si_signo;
    int si_code;
    int si_errno;
    int si_pad;
    union {
        struct {
            pid_t __pid;
            union {
                struct {
                    uid_t __uid;
                    union sigval __value;
                } __kill;
                struct {
                    clock_t __utime;
                    int __status;
                    clock_t __stime;
                } __cld;
            } __pdata;
            ctid_t __ctid;
            zoneid_t __zoneid;
        } __proc;
        struct {
            void *__addr;
            int __trapno;
            caddr_t __pc;
        } __fault;
        struct {
            int __fd;
            long __band;
        } __file;
        struct {
            caddr_t __faddr;
            timestruc_t __tstamp;
            short __syscall;
            char __nsysarg;
            char __fault;
        } __prof;
        struct {
            int32_t __entity;
        } __rctl;
    } __data;
};

typedef struct k_siginfo k_siginfo_t;

struct lwp_watch {
    caddr_t wpaddr;
    size_t wpsize;
    int wpcode;
    int wpmapped;
    greg_t wppc;
};

struct mstate {
    int ms_prev;
    hrtime_t ms_start;
    hrtime_t ms_term;
    hrtime_t ms_state_start;
    hrtime_t ms_acct[10];
};

struct lrusage {
    u_longlong_t minflt;
    u_longlong_t majflt;
    u_longlong_t nswap;
    u_longlong_t inblock;
    u_longlong_t oublock;
    u_longlong_t msgsnd;
    u_longlong_t msgrcv;
    u_longlong_t nsignals;
    u_longlong_t nvcsw;
    u_longlong_t nivcsw;
    u_longlong_t sysc;
    u_longlong_t ioch;
};

typedef long suseconds_t;

struct timeval {
    time_t tv_sec;
    suseconds_t tv_usec;
};

struct itimerval {
    struct timeval it_interval;
    struct timeval it_value;
};

struct _klwp {
    struct pcb lwp_pcb;
    uintptr_t lwp_oldcontext;
    long *lwp_ap;
    int lwp_errno;
    char lwp_error;
    char lwp_eosys;
    char lwp_argsaved;
    char lwp_watchtrap;
    long lwp_arg[8];
    void *lwp_regs;
    void *lwp_fpu;
    label_t lwp_qsav;
    uchar_t lwp_cursig;
    uchar_t lwp_curflt;
    uchar_t lwp_sysabort;
    uchar_t lwp_asleep;
    uchar_t lwp_extsig;
    stack_t lwp_sigaltstack;
    struct sigqueue *lwp_curinfo;
    k_siginfo_t lwp_siginfo;
    k_sigset_t lwp_sigoldmask;
    struct lwp_watch lwp_watch[4];
    uint32_t lwp_oweupc;
    struct mstate lwp_mstate;
    struct lrusage lwp_ru;
    int lwp_lastfault;
    caddr_t lwp_lastfaddr;
    struct itimerval lwp_timer[3];
    char lwp_unused;
    char lwp_state;
    ushort_t lwp_nostop;
    ushort_t lwp_pad;
    short lwp_badpriv;
    struct _kthread *lwp_thread;
    struct proc *lwp_procp;
    size_t lwp_childstksz;
    uintptr_t lwp_ustack;
    size_t lwp_old_stk_ctl;
    struct ct_template *lwp_ct_active[2];
    struct contract *lwp_ct_latest[2];
    void *lwp_brand;
    struct psinfo *lwp_spymaster;
};

struct regs {
    greg_t r_savfp;
    greg_t r_savpc;
    greg_t r_rdi;
    greg_t r_rsi;
    greg_t r_rdx;
    greg_t r_rcx;
    greg_t r_r8;
    greg_t r_r9;
    greg_t r_rax;
    greg_t r_rbx;
    greg_t r_rbp;
    greg_t r_r10;
    greg_t r_r11;
    greg_t r_r12;
    greg_t r_r13;
    greg_t r_r14;
    greg_t r_r15;
    greg_t __r_fsbase;
    greg_t __r_gsbase;
    greg_t r_ds;
    greg_t r_es;
    greg_t r_fs;
    greg_t r_gs;
    greg_t r_trapno;
    greg_t r_err;
    greg_t r_rip;
    greg_t r_cs;
    greg_t r_rfl;
    greg_t r_rsp;
    greg_t r_ss;
};

typedef struct _kthread kthread_t;

struct _sobj_ops {
    int sobj_type;
    kthread_t *(*sobj_owner)();
    void (*sobj_unsleep)(kthread_t *);
    void (*sobj_change_pri)(kthread_t *, pri_t, pri_t *);
};

typedef struct turnstile turnstile_t;

struct sleepq {
    struct _kthread *sq_first;
};

typedef struct sleepq sleepq_t;

struct turnstile {
    turnstile_t *ts_next;
    turnstile_t *ts_free;
    void *ts_sobj;
    int ts_waiters;
    pri_t ts_epri;
    struct _kthread *ts_inheritor;
    turnstile_t *ts_prioinv;
    sleepq_t ts_sleepq[2];
};

typedef struct pcb pcb_t;
typedef struct _klwp *klwp_id_t;
typedef struct _kthread *kthread_id_t;
typedef struct _sobj_ops sobj_ops_t;
