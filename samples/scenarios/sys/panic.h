/*
 * What the panic leaves behind.
 * Names, order and offsets are those of an illumos amd64 kernel of August 2020.
 */
#include "sys/types.h"

struct panic_nv {
    char pnv_name[16];
    uint64_t pnv_value;
};

typedef struct panic_nv panic_nv_t;

struct panic_data {
    uint32_t pd_version;
    uint32_t pd_msgoff;
    char pd_uuid[37];
    panic_nv_t pd_nvdata[1];
};

struct utsname {
    char sysname[257];
    char nodename[257];
    char release[257];
    char version[257];
    char machine[257];
};

typedef struct panic_data panic_data_t;
