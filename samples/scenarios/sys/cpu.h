/*
 * CPUs.
 * Names, order and offsets are those of an illumos amd64 kernel of August 2020.
 */
#include "sys/types.h"
#include "sys/thread.h"

typedef ushort_t cpu_flag_t;
typedef struct _disp disp_t;

struct cpu_sys_stats {
    uint64_t cpu_ticks_idle;
    uint64_t cpu_ticks_user;
    uint64_t cpu_ticks_kernel;
    uint64_t cpu_ticks_wait;
    uint64_t wait_ticks_io;
    uint64_t bread;
    uint64_t bwrite;
    uint64_t lread;
    uint64_t lwrite;
    uint64_t phread;
    uint64_t phwrite;
    uint64_t pswitch;
    uint64_t trap;
    uint64_t intr[15];
    uint64_t syscall;
    uint64_t sysread;
    uint64_t syswrite;
    uint64_t sysfork;
    uint64_t sysvfork;
    uint64_t sysexec;
    uint64_t readch;
    uint64_t writech;
    uint64_t rcvint;
    uint64_t xmtint;
    uint64_t mdmint;
    uint64_t rawch;
    uint64_t canch;
    uint64_t outch;
    uint64_t msg;
    uint64_t sema;
    uint64_t namei;
    uint64_t ufsiget;
    uint64_t ufsdirblk;
    uint64_t ufsipage;
    uint64_t ufsinopage;
    uint64_t procovf;
    uint64_t intrblk;
    uint64_t intrunpin;
    uint64_t idlethread;
    uint64_t inv_swtch;
    uint64_t nthreads;
    uint64_t cpumigrate;
    uint64_t xcalls;
    uint64_t mutex_adenters;
    uint64_t rw_rdfails;
    uint64_t rw_wrfails;
    uint64_t modload;
    uint64_t modunload;
    uint64_t bawrite;
    uint64_t iowait;
};

typedef struct cpu_sys_stats cpu_sys_stats_t;

struct cpu_vm_stats {
    uint64_t pgrec;
    uint64_t pgfrec;
    uint64_t pgin;
    uint64_t pgpgin;
    uint64_t pgout;
    uint64_t pgpgout;
    uint64_t swapin;
    uint64_t pgswapin;
    uint64_t swapout;
    uint64_t pgswapout;
    uint64_t zfod;
    uint64_t dfree;
    uint64_t scan;
    uint64_t rev;
    uint64_t hat_fault;
    uint64_t as_fault;
    uint64_t maj_fault;
    uint64_t cow_fault;
    uint64_t prot_fault;
    uint64_t softlock;
    uint64_t kernel_asflt;
    uint64_t pgrrun;
    uint64_t execpgin;
    uint64_t execpgout;
    uint64_t execfree;
    uint64_t anonpgin;
    uint64_t anonpgout;
    uint64_t anonfree;
    uint64_t fspgin;
    uint64_t fspgout;
    uint64_t fsfree;
};

typedef struct cpu_vm_stats cpu_vm_stats_t;

struct cpu_stats {
    cpu_sys_stats_t sys;
    cpu_vm_stats_t vm;
};

typedef struct cpu_stats cpu_stats_t;

struct ftrace_data {
    int ftd_state;
    kmutex_t ftd_unused;
    struct ftrace_record *ftd_cur;
    struct ftrace_record *ftd_first;
    struct ftrace_record *ftd_last;
};

typedef struct ftrace_data ftrace_data_t;
typedef struct _kcpc_ctx kcpc_ctx_t;
typedef struct {
    int pi_state;
    char pi_processor_type[16];
    char pi_fputypes[32];
    int pi_clock;
} processor_info_t;

struct loadavg_s {
    int lg_cur;
    unsigned int lg_len;
    hrtime_t lg_total;
    hrtime_t lg_loads[11];
};

typedef uintptr_t xc_arg_t;
typedef int (*xc_func_t)(xc_arg_t, xc_arg_t, xc_arg_t);

struct xc_data {
    xc_func_t xc_func;
    xc_arg_t xc_a1;
    xc_arg_t xc_a2;
    xc_arg_t xc_a3;
};

typedef struct xc_data xc_data_t;
typedef struct gate_desc gate_desc_t;
typedef struct tss64 tss_t;

struct softint {
    int st_pending;
};

struct cpu_smt {
    lock_t cs_lock;
    char cs_pad[56];
    struct cpu *cs_sib;
    volatile uint64_t cs_intr_depth;
    volatile uint64_t cs_state;
    volatile uint64_t cs_sibstate;
};

typedef struct cpu_smt cpu_smt_t;

struct kpti_frame {
    uint64_t kf_lower_redzone;
    greg_t kf_tr_cr3;
    greg_t kf_r14;
    greg_t kf_r13;
    greg_t kf_err;
    greg_t kf_rip;
    greg_t kf_cs;
    greg_t kf_rflags;
    greg_t kf_rsp;
    greg_t kf_ss;
    greg_t kf_tr_rsp;
    uint64_t kf_tr_flag;
    uint64_t kf_middle_redzone;
    greg_t kf_kernel_cr3;
    greg_t kf_user_cr3;
    greg_t kf_tr_ret_rsp;
    uint64_t kf_unused;
    uint64_t kf_upper_redzone;
};

struct machcpu {
    struct xc_msg *xc_msgbox;
    struct xc_msg *xc_curmsg;
    struct xc_msg *xc_free;
    xc_data_t xc_data;
    uint32_t xc_wait_cnt;
    volatile uint32_t xc_work_cnt;
    int mcpu_nodeid;
    int mcpu_pri;
    struct hat *mcpu_current_hat;
    struct hat_cpu_info *mcpu_hat_info;
    volatile ulong_t mcpu_tlb_info;
    user_desc_t *mcpu_gdt;
    gate_desc_t *mcpu_idt;
    tss_t *mcpu_tss;
    void *mcpu_ldt;
    size_t mcpu_ldt_len;
    kmutex_t mcpu_ppaddr_mutex;
    caddr_t mcpu_caddr1;
    caddr_t mcpu_caddr2;
    uint64_t mcpu_caddr1pte;
    uint64_t mcpu_caddr2pte;
    struct softint mcpu_softinfo;
    uint64_t pil_high_start[5];
    uint64_t intrstat[16][2];
    struct cpuid_info *mcpu_cpi;
    greg_t mcpu_rtmp_rsp;
    greg_t mcpu_rtmp_r15;
    struct vcpu_info *mcpu_vcpu_info;
    uint64_t mcpu_gdtpa;
    uint16_t mcpu_intr_pending;
    uint16_t mcpu_ec_mbox;
    struct xen_evt_data *mcpu_evt_pend;
    volatile uint32_t *mcpu_mwait;
    void (*mcpu_idle_cpu)(void);
    uint16_t mcpu_idle_type;
    uint16_t max_cstates;
    struct cpu_ucode_info *mcpu_ucode_info;
    void *mcpu_pm_mach_state;
    struct cmi_hdl *mcpu_cmi_hdl;
    void *mcpu_mach_ctx_ptr;
    volatile uint32_t mcpu_istamp;
    cpu_smt_t mcpu_smt;
    char mcpu_pad[1832];
    char mcpu_pad2[3648];
    struct kpti_frame mcpu_kpti;
    struct kpti_frame mcpu_kpti_flt;
    struct kpti_frame mcpu_kpti_dbg;
    char mcpu_pad3[16];
};

struct cpu {
    processorid_t cpu_id;
    processorid_t cpu_seqid;
    volatile cpu_flag_t cpu_flags;
    struct cpu *cpu_self;
    kthread_t *cpu_thread;
    kthread_t *cpu_idle_thread;
    kthread_t *cpu_pause_thread;
    klwp_id_t cpu_lwp;
    klwp_id_t cpu_fpowner;
    struct cpupart *cpu_part;
    struct lgrp_ld *cpu_lpl;
    int cpu_cache_offset;
    struct cpu *cpu_next;
    struct cpu *cpu_prev;
    struct cpu *cpu_next_onln;
    struct cpu *cpu_prev_onln;
    struct cpu *cpu_next_part;
    struct cpu *cpu_prev_part;
    struct cpu *cpu_next_lgrp;
    struct cpu *cpu_prev_lgrp;
    struct cpu *cpu_next_lpl;
    struct cpu *cpu_prev_lpl;
    struct cpu_pg *cpu_pg;
    void *cpu_reserved[4];
    disp_t *cpu_disp;
    char cpu_runrun;
    char cpu_kprunrun;
    pri_t cpu_chosen_level;
    kthread_t *cpu_dispthread;
    disp_lock_t cpu_thread_lock;
    uint8_t cpu_disp_flags;
    pri_t cpu_dispatch_pri;
    clock_t cpu_last_swtch;
    caddr_t cpu_intr_stack;
    kthread_t *cpu_intr_thread;
    uint_t cpu_intr_actv;
    int cpu_base_spl;
    cpu_stats_t cpu_stats;
    struct kstat *cpu_info_kstat;
    uintptr_t cpu_profile_pc;
    uintptr_t cpu_profile_upc;
    uintptr_t cpu_profile_pil;
    ftrace_data_t cpu_ftrace;
    clock_t cpu_deadman_counter;
    uint_t cpu_deadman_countdown;
    kmutex_t cpu_cpc_ctxlock;
    kcpc_ctx_t *cpu_cpc_ctx;
    processor_info_t cpu_type_info;
    time_t cpu_state_begin;
    char cpu_cpr_flags;
    struct cyc_cpu *cpu_cyclic;
    struct squeue_set_s *cpu_squeue_set;
    struct nvlist *cpu_props;
    krwlock_t cpu_ft_lock;
    uintptr_t cpu_dtrace_caller;
    hrtime_t cpu_dtrace_chillmark;
    hrtime_t cpu_dtrace_chilled;
    uint64_t cpu_dtrace_probes;
    hrtime_t cpu_dtrace_nsec;
    volatile uint16_t cpu_mstate;
    volatile uint16_t cpu_mstate_gen;
    volatile hrtime_t cpu_mstate_start;
    volatile volatile hrtime_t cpu_acct[3];
    hrtime_t cpu_intracct[3];
    hrtime_t cpu_waitrq;
    struct loadavg_s cpu_loadavg;
    char *cpu_idstr;
    char *cpu_brandstr;
    int32_t cpu_intr_weight;
    void *cpu_vm_data;
    struct cpu_physid *cpu_physid;
    uint64_t cpu_curr_clock;
    char *cpu_supp_freqs;
    uintptr_t cpu_cpcprofile_pc;
    uintptr_t cpu_cpcprofile_upc;
    hrtime_t cpu_intrlast;
    int cpu_intrload;
    uint_t cpu_rotor;
    struct cu_cpu_info *cpu_cu_info;
    volatile uint_t cpu_generation;
    uintptr_t cpu_m_pad;
    struct machcpu cpu_m;
};

typedef struct dispq dispq_t;

struct _disp {
    disp_lock_t disp_lock;
    pri_t disp_npri;
    dispq_t *disp_q;
    dispq_t *disp_q_limit;
    ulong_t *disp_qactmap;
    pri_t disp_maxrunpri;
    pri_t disp_max_unbound_pri;
    volatile int disp_nrunnable;
    struct cpu *disp_cpu;
    hrtime_t disp_steal;
};

typedef struct cpu cpu_t;
