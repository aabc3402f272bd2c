using DumpReader.Symbols;
using DumpReader.Types;
using DumpReader.Types.Ctf;
using DumpReader.Types.Declarations;

namespace Shared;

/// <summary>Types from C declarations: through a CTF container and back, as in a dump.</summary>
internal static class FakeTypes
{
    public static CtfCatalog Of(string declarations) => Of(declarations, _ => { });

    public static CtfCatalog Of(string declarations, Action<DumpReader.Problems.Problem> report) =>
        new([new CtfModule("genunix", () => Container(declarations), new FakeSymbolTable("genunix"))], report);

    public static byte[] Container(string declarations, bool compress = true)
    {
        var parsed = new CDeclarations();
        parsed.Parse(declarations);
        var writer = new CtfWriter();
        foreach (CType type in parsed.Types)
        {
            writer.Add(type);
        }

        return writer.ToBytes(compress);
    }

    public static CType Type(this TypeCatalog types, string name) =>
        types.Find(null, name, out TypeError error) ?? throw new InvalidOperationException($"{name}: {error}");

    /// <summary>Types of a test's kernel, in either layout of context operators.</summary>
    public static string Kernel(bool circular) => """
        typedef unsigned long size_t;
        typedef long long hrtime_t;
        struct ctxop { void (*save_op)(void *); void (*restore_op)(void *);
            void (*fork_op)(void *, void *); void (*lwp_create_op)(void *, void *);
            void (*exit_op)(void *); void (*free_op)(void *, int);
            void *arg; struct ctxop *next; PREV hrtime_t save_ts; hrtime_t restore_ts; };
        typedef struct ctxop ctxop_t;
        struct pid { int pid_id; };
        struct user { char u_comm[17]; char u_psargs[80]; };
        struct proc { struct pid *p_pidp; struct proc *p_child; struct proc *p_sibling; struct proc *p_next;
            struct _kthread *p_tlist; struct user p_user; };
        typedef struct proc proc_t;
        struct _kthread { ctxop_t *t_ctx; struct _kthread *t_next; struct _kthread *t_forw; struct proc *t_procp; int t_tid; };
        typedef struct _kthread kthread_t;
        struct cpu { int cpu_id; struct cpu *cpu_next; };
        typedef struct cpu cpu_t;
        struct list_node { struct list_node *list_next; struct list_node *list_prev; };
        struct list { size_t list_size; size_t list_offset; struct list_node list_head; };
        typedef struct list list_t;
        struct avl_node { struct avl_node *avl_child[2]; unsigned long avl_pcb; };
        struct avl_tree { struct avl_node *avl_root; int (*avl_compar)(void *, void *);
            size_t avl_offset; unsigned long avl_numnodes; size_t avl_size; };
        typedef struct avl_tree avl_tree_t;
        struct seg { void *s_base; size_t s_size; struct avl_node s_tree; };
        struct as { void *a_contents; avl_tree_t a_segtree; };
        struct modctl { struct modctl *mod_next; struct modctl *mod_prev; };
        """.Replace("PREV", circular ? "struct ctxop *prev;" : "", StringComparison.Ordinal);
}
