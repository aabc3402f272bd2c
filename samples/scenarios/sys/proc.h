/*
 * Processes.
 * Names, order and offsets are those of an illumos amd64 kernel of August 2020.
 */
#include "sys/types.h"
#include "sys/thread.h"

typedef struct lwpdir lwpdir_t;
typedef struct tidhash tidhash_t;
typedef struct ret_tidhash ret_tidhash_t;
typedef id_t lgrp_id_t;
typedef uint_t k_fltset_t;
typedef struct watched_page watched_page_t;

struct prof {
    void *pr_base;
    uintptr_t pr_off;
    size_t pr_size;
    uint32_t pr_scale;
    long pr_samples;
};

struct door_pool {
    struct _kthread *dp_threads;
    kcondvar_t dp_cv;
};

typedef struct door_pool door_pool_t;
typedef struct pctxop pctxop_t;
typedef void *timeout_id_t;
typedef unsigned int model_t;
typedef void *utrap_handler_t;
typedef u_longlong_t rlim64_t;
typedef struct sigqueue sigqueue_t;
typedef uint64_t secflagset_t;

struct psecflags {
    secflagset_t psf_effective;
    secflagset_t psf_inherit;
    secflagset_t psf_lower;
    secflagset_t psf_upper;
};

typedef struct psecflags psecflags_t;
typedef u_longlong_t rctl_qty_t;
typedef struct {
    int a_type;
    union {
        long a_val;
        void *a_ptr;
        void (*a_fcn)();
    } a_un;
} auxv_t;
typedef uint_t mode_t;
typedef struct refstr refstr_t;
typedef struct {
    uint_t word[9];
} k_sysset_t;

struct rlimit64 {
    rlim64_t rlim_cur;
    rlim64_t rlim_max;
};

typedef struct uf_entry uf_entry_t;
typedef struct uf_rlist uf_rlist_t;

struct uf_info {
    kmutex_t fi_lock;
    int fi_badfd;
    int fi_action;
    int fi_nfiles;
    uf_entry_t *volatile fi_list;
    uf_rlist_t *fi_rlist;
};

typedef struct uf_info uf_info_t;

struct user {
    struct execsw *u_execsw;
    auxv_t u_auxv[25];
    timestruc_t u_start;
    clock_t u_ticks;
    char u_comm[17];
    char u_psargs[80];
    int u_argc;
    uintptr_t u_argv;
    uintptr_t u_envp;
    uintptr_t u_commpagep;
    struct vnode *u_cdir;
    struct vnode *u_rdir;
    uint64_t u_mem;
    size_t u_mem_max;
    mode_t u_cmask;
    char u_acflag;
    char u_systrap;
    refstr_t *u_cwd;
    k_sysset_t u_entrymask;
    k_sysset_t u_exitmask;
    k_sigset_t u_signodefer;
    k_sigset_t u_sigonstack;
    k_sigset_t u_sigresethand;
    k_sigset_t u_sigrestart;
    k_sigset_t u_sigmask[73];
    void (*u_signal[73])();
    struct rlimit64 u_saved_rlimit[7];
    uf_info_t u_finfo;
};

struct proc {
    struct vnode *p_exec;
    struct as *p_as;
    struct plock *p_lockp;
    kmutex_t p_crlock;
    struct cred *p_cred;
    int p_swapcnt;
    char p_stat;
    char p_wcode;
    ushort_t p_pidflag;
    int p_wdata;
    pid_t p_ppid;
    struct proc *p_link;
    struct proc *p_parent;
    struct proc *p_child;
    struct proc *p_sibling;
    struct proc *p_psibling;
    struct proc *p_sibling_ns;
    struct proc *p_child_ns;
    struct proc *p_next;
    struct proc *p_prev;
    struct proc *p_nextofkin;
    struct proc *p_orphan;
    struct proc *p_nextorph;
    struct proc *p_pglink;
    struct proc *p_ppglink;
    struct sess *p_sessp;
    struct pid *p_pidp;
    struct pid *p_pgidp;
    kcondvar_t p_cv;
    kcondvar_t p_flag_cv;
    kcondvar_t p_lwpexit;
    kcondvar_t p_holdlwps;
    uint_t p_proc_flag;
    uint_t p_flag;
    clock_t p_utime;
    clock_t p_stime;
    clock_t p_cutime;
    clock_t p_cstime;
    avl_tree_t *p_segacct;
    avl_tree_t *p_semacct;
    caddr_t p_bssbase;
    caddr_t p_brkbase;
    size_t p_brksize;
    uint_t p_brkpageszc;
    k_sigset_t p_sig;
    k_sigset_t p_extsig;
    k_sigset_t p_ignore;
    k_sigset_t p_siginfo;
    void *p_sigfd;
    struct sigqueue *p_sigqueue;
    struct sigqhdr *p_sigqhdr;
    struct sigqhdr *p_signhdr;
    uchar_t p_stopsig;
    char p_fixalignment;
    id_t p_lwpid;
    int p_lwpcnt;
    int p_lwprcnt;
    int p_lwpdaemon;
    int p_lwpwait;
    int p_lwpdwait;
    int p_zombcnt;
    kthread_t *p_tlist;
    lwpdir_t *p_lwpdir;
    lwpdir_t *p_lwpfree;
    tidhash_t *p_tidhash;
    uint_t p_lwpdir_sz;
    uint_t p_tidhash_sz;
    ret_tidhash_t *p_ret_tidhash;
    uint64_t p_lgrpset;
    volatile lgrp_id_t p_t1_lgrpid;
    volatile lgrp_id_t p_tr_lgrpid;
    uintptr_t p_lgrpres2;
    k_sigset_t p_sigmask;
    k_fltset_t p_fltmask;
    struct vnode *p_trace;
    struct vnode *p_plist;
    kthread_t *p_agenttp;
    avl_tree_t p_warea;
    avl_tree_t p_wpage;
    watched_page_t *p_wprot;
    int p_mapcnt;
    kmutex_t p_maplock;
    struct proc *p_rlink;
    kcondvar_t p_srwchan_cv;
    size_t p_stksize;
    uint_t p_stkpageszc;
    uintptr_t p_stkg_start;
    uintptr_t p_stkg_end;
    hrtime_t p_mstart;
    hrtime_t p_mterm;
    hrtime_t p_mlreal;
    hrtime_t p_acct[10];
    hrtime_t p_cacct[10];
    struct lrusage p_ru;
    struct lrusage p_cru;
    struct itimerval p_rprof_timer;
    uintptr_t p_rprof_cyclic;
    uint_t p_defunct;
    kmutex_t p_pflock;
    struct prof p_prof;
    door_pool_t p_server_threads;
    struct door_node *p_door_list;
    struct door_node *p_unref_list;
    kcondvar_t p_unref_cv;
    char p_unref_thread;
    uchar_t p_tnf_flags;
    struct p_audit_data *p_audit_data;
    pctxop_t *p_pctx;
    kmutex_t p_ldtlock;
    user_desc_t *p_ldt;
    uint64_t p_unused1;
    uint64_t p_unused2;
    ushort_t p_ldtlimit;
    size_t p_swrss;
    struct aio *p_aio;
    struct itimer **p_itimer;
    uint_t p_itimer_sz;
    timeout_id_t p_alarmid;
    caddr_t p_usrstack;
    uint_t p_stkprot;
    uint_t p_datprot;
    model_t p_model;
    struct lwpchan_data *p_lcp;
    kmutex_t p_lcp_lock;
    utrap_handler_t *p_utraps;
    struct corectl_path *p_corefile;
    struct task *p_task;
    struct proc *p_taskprev;
    struct proc *p_tasknext;
    kmutex_t p_sc_lock;
    struct sc_page_ctl *p_pagep;
    struct rctl_set *p_rctls;
    rlim64_t p_stk_ctl;
    rlim64_t p_fsz_ctl;
    rlim64_t p_vmem_ctl;
    rlim64_t p_fno_ctl;
    pid_t p_ancpid;
    struct itimerval p_realitimer;
    timeout_id_t p_itimerid;
    struct corectl_content *p_content;
    avl_tree_t p_ct_held;
    struct ct_equeue **p_ct_equeue;
    struct cont_process *p_ct_process;
    list_node_t p_ct_member;
    sigqueue_t *p_killsqp;
    int p_dtrace_probes;
    uint64_t p_dtrace_count;
    void *p_dtrace_helpers;
    struct pool *p_pool;
    kcondvar_t p_poolcv;
    uint_t p_poolcnt;
    uint_t p_poolflag;
    uintptr_t p_portcnt;
    struct zone *p_zone;
    struct vnode *p_execdir;
    struct brand *p_brand;
    void *p_brand_data;
    psecflags_t p_secflags;
    kmutex_t p_splock;
    rctl_qty_t p_locked_mem;
    rctl_qty_t p_crypto_mem;
    clock_t p_ttime;
    struct user p_user;
};

struct pid {
    unsigned int pid_prinactive:1;
    unsigned int pid_pgorphaned:1;
    unsigned int pid_padding:6;
    unsigned int pid_prslot:24;
    pid_t pid_id;
    struct proc *pid_pglink;
    struct proc *pid_pgtail;
    struct pid *pid_link;
    uint_t pid_ref;
};

struct sess {
    struct pid *s_sidp;
    kmutex_t s_lock;
    uint_t s_ref;
    boolean_t s_sighuped;
    boolean_t s_exit;
    kcondvar_t s_exit_cv;
    int s_cnt;
    kcondvar_t s_cnt_cv;
    dev_t s_dev;
    struct vnode *s_vp;
    struct cred *s_cred;
};

typedef uid_t gid_t;
typedef uint32_t priv_chunk_t;

struct priv_set {
    priv_chunk_t pbits[3];
};

typedef struct priv_set priv_set_t;

struct cred_priv_s {
    priv_set_t crprivs[4];
    uint_t crpriv_flags;
};

typedef struct cred_priv_s cred_priv_t;
typedef struct credsid credsid_t;
typedef struct credgrp credgrp_t;

struct cred {
    uint_t cr_ref;
    uid_t cr_uid;
    gid_t cr_gid;
    uid_t cr_ruid;
    gid_t cr_rgid;
    uid_t cr_suid;
    gid_t cr_sgid;
    cred_priv_t cr_priv;
    projid_t cr_projid;
    struct zone *cr_zone;
    struct ts_label_s *cr_label;
    struct credklpd *cr_klpd;
    credsid_t *cr_ksid;
    credgrp_t *cr_grps;
};

typedef struct cred cred_t;
typedef struct proc proc_t;
typedef struct user user_t;
typedef struct sess sess_t;
