/*
 * The network: what the commands read of its structures, and no more. Names are those of the kernel; offsets are not.
 */

typedef union in6_un {
    uint8_t _S6_u8[16];
    uint32_t _S6_u32[4];
} in6_un_t;

typedef struct in6_addr {
    in6_un_t _S6_un;
} in6_addr_t;

typedef uint32_t ipaddr_t;

typedef struct netstack {
    union {
        struct {
            void *nu_ip;
            void *nu_tcp;
            void *nu_udp;
            void *nu_icmp;
            void *nu_sctp;
        } nu_s;
    } netstack_u;
    struct netstack *netstack_next;
    int netstack_stackid;
    int netstack_flags;
} netstack_t;

struct conn_s;

typedef struct connf_s {
    struct conn_s *connf_head;
    kmutex_t connf_lock;
} connf_t;

typedef struct srcid_map {
    struct srcid_map *sm_next;
    in6_addr_t sm_addr;
    uint_t sm_srcid;
    uint_t sm_refcnt;
    zoneid_t sm_zoneid;
} srcid_map_t;

union ill_g_head_u;
struct ndp_g_s;

typedef struct ip_stack {
    netstack_t *ips_netstack;
    union ill_g_head_u *ips_ill_g_heads;
    connf_t *ips_ipcl_conn_fanout;
    connf_t *ips_ipcl_bind_fanout;
    connf_t *ips_ipcl_udp_fanout;
    connf_t *ips_ipcl_proto_fanout_v4;
    connf_t *ips_ipcl_proto_fanout_v6;
    uint_t ips_ipcl_conn_fanout_size;
    uint_t ips_ipcl_bind_fanout_size;
    uint_t ips_ipcl_udp_fanout_size;
    struct ndp_g_s *ips_ndp4;
    struct ndp_g_s *ips_ndp6;
    struct srcid_map *ips_srcid_head;
} ip_stack_t;

union ill_if_u;

struct _ill_if_s_ {
    union ill_if_u *illif_next;
    union ill_if_u *illif_prev;
    avl_tree_t illif_avl_by_ppa;
    void *illif_ppa_arena;
    int illif_name_len;
    char illif_name[32];
};

typedef union ill_if_u {
    struct _ill_if_s_ ill_if_s;
    char illif_filler[128];
} ill_if_t;

typedef union ill_g_head_u {
    struct {
        ill_if_t *ill_g_list_head;
        ill_if_t *ill_g_list_tail;
    } ill_g_head_s;
    char ill_g_head_filler[64];
} ill_g_head_t;

typedef struct phyint {
    struct ill_s *phyint_illv4;
    struct ill_s *phyint_illv6;
    uint_t phyint_ifindex;
    uint64_t phyint_flags;
} phyint_t;

typedef struct ill_s {
    char *ill_name;
    queue_t *ill_wq;
    struct ipif_s *ill_ipif;
    uint_t ill_ipif_up_count;
    uint_t ill_mtu;
    int ill_type;
    uint_t ill_phys_addr_length;
    uint8_t *ill_phys_addr;
    phyint_t *ill_phyint;
    uint64_t ill_flags;
    uint_t ill_isv6 : 1;
    uint_t ill_refcnt;
    zoneid_t ill_zoneid;
    ip_stack_t *ill_ipst;
    char ill_unread[168];
    avl_node_t ill_avl_byppa;
    char ill_more[104];
    list_t ill_nce;
} ill_t;

typedef struct ipif_s {
    struct ipif_s *ipif_next;
    ill_t *ipif_ill;
    int ipif_id;
    in6_addr_t ipif_v6lcl_addr;
    in6_addr_t ipif_v6subnet;
    in6_addr_t ipif_v6net_mask;
    in6_addr_t ipif_v6brd_addr;
    in6_addr_t ipif_v6pp_dst_addr;
    uint64_t ipif_flags;
    uint_t ipif_state_flags;
    uint_t ipif_refcnt;
    zoneid_t ipif_zoneid;
    struct ire_s *ipif_ire_local;
} ipif_t;

typedef struct ncec_s {
    struct ncec_s *ncec_next;
    ill_t *ncec_ill;
    in6_addr_t ncec_addr;
    uchar_t ncec_ipversion;
    ushort_t ncec_state;
    uint_t ncec_flags;
    uint_t ncec_refcnt;
} ncec_t;

struct ndp_g_s {
    kmutex_t ndp_g_lock;
    ncec_t *nce_hash_tbl[256];
};

typedef struct nce_s {
    list_node_t nce_node;
    ncec_t *nce_common;
    ill_t *nce_ill;
    boolean_t nce_is_condemned;
    in6_addr_t nce_addr;
    uint_t nce_refcnt;
} nce_t;

typedef struct ire4 {
    ipaddr_t ire4_mask;
    ipaddr_t ire4_addr;
    ipaddr_t ire4_gateway_addr;
    ipaddr_t ire4_setsrc_addr;
} ire4_t;

typedef struct ire6 {
    in6_addr_t ire6_mask;
    in6_addr_t ire6_addr;
    in6_addr_t ire6_gateway_addr;
    in6_addr_t ire6_setsrc_addr;
} ire6_t;

typedef struct iulp_s {
    clock_t iulp_rtt;
    uint32_t iulp_mtu;
} iulp_t;

typedef struct ire_s {
    struct ire_s *ire_next;
    uint32_t ire_refcnt;
    ill_t *ire_ill;
    uchar_t ire_ipversion;
    ushort_t ire_type;
    uint_t ire_ib_pkt_count;
    uint_t ire_ob_pkt_count;
    uint32_t ire_flags;
    union {
        ire6_t ire6_u;
        ire4_t ire4_u;
    } ire_u;
    zoneid_t ire_zoneid;
    nce_t *ire_nce_cache;
    ip_stack_t *ire_ipst;
    iulp_t ire_metrics;
} ire_t;

typedef struct dce_s {
    uint_t dce_flags;
    uint_t dce_ipversion;
    uint32_t dce_pmtu;
    uint32_t dce_ident;
    struct dce_s *dce_next;
    union {
        in6_addr_t dceu_v6addr;
        ipaddr_t dceu_v4addr;
    } dce_u;
    uint_t dce_ifindex;
    uint_t dce_refcnt;
} dce_t;

typedef struct tcp_s {
    int32_t tcp_state;
    clock_t tcp_rto;
    uint32_t tcp_snxt;
    uint32_t tcp_swnd;
    uint32_t tcp_mss;
    uint32_t tcp_rnxt;
    uint32_t tcp_rwnd;
    uint32_t tcp_unsent;
    uint32_t tcp_suna;
    uint32_t tcp_cwnd;
} tcp_t;

typedef struct conn_s {
    uint32_t conn_ref;
    uint32_t conn_flags;
    union {
        tcp_t *cp_tcp;
    } conn_proto_priv;
    uint8_t conn_proto;
    struct conn_s *conn_next;
    struct {
        in6_addr_t connua_laddr;
        in6_addr_t connua_faddr;
    } connua_v6addr;
    union {
        struct {
            ushort_t connu_fport;
            ushort_t connu_lport;
        } connu_ports;
    } u_port;
    zoneid_t conn_zoneid;
    ushort_t conn_ipversion;
} conn_t;

struct soaddr {
    void *soa_sa;
    uint_t soa_len;
    uint_t soa_maxlen;
};

struct so_ux_addr {
    void *soua_vp;
    uint_t soua_magic;
};

struct sonode {
    short so_type;
    void *so_priv;
    zoneid_t so_zoneid;
};

typedef struct sotpi_info {
    uint8_t sti_laddr_valid : 1;
    uint8_t sti_faddr_valid : 1;
    struct soaddr sti_laddr;
    struct soaddr sti_faddr;
    struct so_ux_addr sti_ux_laddr;
    struct so_ux_addr sti_ux_faddr;
    struct sonode *sti_next_so;
} sotpi_info_t;

struct socklist {
    kmutex_t sl_lock;
    struct sonode *sl_list;
};
