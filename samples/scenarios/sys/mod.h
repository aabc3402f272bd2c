/*
 * Loadable modules.
 * Names, order and offsets are those of an illumos amd64 kernel of August 2020.
 */
#include "sys/types.h"
#include "sys/thread.h"

struct modctl {
    struct modctl *mod_next;
    struct modctl *mod_prev;
    int mod_id;
    void *mod_mp;
    kthread_t *mod_inprogress_thread;
    struct mod_modinfo *mod_modinfo;
    struct modlinkage *mod_linkage;
    char *mod_filename;
    char *mod_modname;
    char mod_busy;
    char mod_want;
    char mod_prim;
    int mod_ref;
    char mod_loaded;
    char mod_installed;
    char mod_loadflags;
    char mod_delay_unload;
    struct modctl_list *mod_requisites;
    void *mod_unused;
    int mod_loadcnt;
    int mod_nenabled;
    char *mod_text;
    size_t mod_text_size;
    int mod_gencount;
    struct modctl *mod_requisite_loading;
};

typedef unsigned short Elf64_Half;
typedef unsigned int Elf64_Word;
typedef unsigned long Elf64_Addr;
typedef unsigned long Elf64_Off;
typedef struct {
    unsigned char e_ident[16];
    Elf64_Half e_type;
    Elf64_Half e_machine;
    Elf64_Word e_version;
    Elf64_Addr e_entry;
    Elf64_Off e_phoff;
    Elf64_Off e_shoff;
    Elf64_Word e_flags;
    Elf64_Half e_ehsize;
    Elf64_Half e_phentsize;
    Elf64_Half e_phnum;
    Elf64_Half e_shentsize;
    Elf64_Half e_shnum;
    Elf64_Half e_shstrndx;
} Elf64_Ehdr;
typedef Elf64_Ehdr Ehdr;
typedef unsigned long Elf64_Xword;
typedef struct {
    Elf64_Word sh_name;
    Elf64_Word sh_type;
    Elf64_Xword sh_flags;
    Elf64_Addr sh_addr;
    Elf64_Off sh_offset;
    Elf64_Xword sh_size;
    Elf64_Word sh_link;
    Elf64_Word sh_info;
    Elf64_Xword sh_addralign;
    Elf64_Xword sh_entsize;
} Elf64_Shdr;
typedef Elf64_Shdr Shdr;
typedef unsigned short symid_t;
typedef unsigned char *reloc_dest_t;
typedef void module_mach;
typedef struct hotinline_desc hotinline_desc_t;
typedef struct sdt_probedesc sdt_probedesc_t;

struct module {
    int total_allocated;
    Ehdr hdr;
    char *shdrs;
    Shdr *symhdr;
    Shdr *strhdr;
    char *depends_on;
    size_t symsize;
    char *symspace;
    int flags;
    size_t text_size;
    size_t data_size;
    char *text;
    char *data;
    unsigned int symtbl_section;
    char *symtbl;
    char *strings;
    unsigned int hashsize;
    symid_t *buckets;
    symid_t *chains;
    unsigned int nsyms;
    unsigned int bss_align;
    size_t bss_size;
    uintptr_t bss;
    char *filename;
    struct module_list *head;
    struct module_list *tail;
    reloc_dest_t destination;
    module_mach *machdata;
    char *ctfdata;
    size_t ctfsize;
    char *fbt_tab;
    size_t fbt_size;
    size_t fbt_nentries;
    caddr_t textwin;
    caddr_t textwin_base;
    hotinline_desc_t *hi_calls;
    sdt_probedesc_t *sdt_probes;
    size_t sdt_nprobes;
    char *sdt_tab;
    size_t sdt_size;
    char *sigdata;
    size_t sigsize;
};

struct modctl_list {
    struct modctl_list *modl_next;
    struct modctl *modl_modp;
};

typedef struct {
    Elf64_Word st_name;
    unsigned char st_info;
    unsigned char st_other;
    Elf64_Half st_shndx;
    Elf64_Addr st_value;
    Elf64_Xword st_size;
} Elf64_Sym;
typedef Elf64_Sym Sym;
typedef struct modctl modctl_t;
