using Conformance;
using DumpBuilder;

namespace Bench;

/// <summary>
/// A dump of 100,026 threads in 5,006 processes, of the shape of the conformance dump <c>many</c>: the kernel of samples/scenarios/bhyve-old
/// with processes of 20 threads added, each with a stack of six pages, an LWP and two context operators; the ring of threads leaps through
/// memory. About 2.5 GB; built once into the folder of temporary files.
/// </summary>
internal static class ManyThreads
{
    private const int BaseThreads = 8;
    private const int BaseProcesses = 4;
    private const int Threads = 100_026 - BaseThreads;
    private const int Processes = 5_006 - BaseProcesses;

    private const ulong FirstProcess = 0xfffffe5b80000040;
    private const ulong ProcessStride = 0x1000;
    private const ulong FirstThread = 0xfffffe5c00000000;
    private const ulong ThreadStride = 0x3c0;
    private const ulong FirstLwp = 0xfffffe5d00000000;
    private const ulong LwpStride = 0x3c0;
    private const ulong FirstOperator = 0xfffffe5e00000000;
    private const ulong FirstStack = 0xfffffe1000000000;
    private const ulong StackStride = 0x6000;
    private const ulong StackTop = 0x5f10;

    // In samples/scenarios/kernel.scenario and bhyve.scenario.
    private const ulong Init = 0xfffffe5af0008000;
    private const ulong FirstChildOfInit = 0xfffffe5af000d280;
    private const ulong NewestProcess = 0xfffffe5af000f480;
    private const ulong HeadOfThreads = 0xfffffe5af0007100;
    private const ulong SecondThread = 0xfffffe5af00074c0;
    private const ulong Credentials = 0xfffffe5af0000440;

    /// <summary>Without a common divisor with the number of threads, so that the ring meets all.</summary>
    private const int Leap = 61_003;

    private static readonly string[] _commands = ["java", "postgres", "nginx", "bhyve", "nscd", "svc.configd", "beam.smp", "node"];

    /// <summary>Functions on a stack from the innermost on, and how many in 100 threads are there.</summary>
    private static readonly (int Weight, string[] Functions)[] _stacks =
    [
        (22, ["swtch", "cv_wait_sig_swap_core", "cv_wait_sig_swap", "waitid", "sys_syscall"]),
        (19, ["swtch", "cv_wait_sig_swap_core", "cv_wait_sig_swap", "ioctl", "sys_syscall"]),
        (12, ["swtch", "cv_wait_sig", "fop_ioctl", "ioctl", "sys_syscall"]),
        (10, ["swtch", "cv_wait", "taskq_thread", "thread_start"]),
        (7, ["swtch", "cv_wait", "kmem_alloc", "fop_ioctl", "ioctl", "sys_syscall"]),
        (6, ["swtch", "cv_wait", "cdev_ioctl", "spec_ioctl", "fop_ioctl", "ioctl", "sys_syscall"]),
        (5, ["swtch", "cv_wait_sig", "spec_ioctl", "fop_ioctl", "ioctl", "sys_syscall"]),
        (4, ["swtch", "cv_wait", "vmm_ioctl", "cdev_ioctl", "spec_ioctl", "fop_ioctl", "ioctl", "sys_syscall"]),
        (4, ["swtch", "cv_wait", "vm_run", "vmmdev_do_ioctl", "vmm_ioctl", "cdev_ioctl", "spec_ioctl", "fop_ioctl", "ioctl", "sys_syscall"]),
        (3, ["swtch", "cv_wait", "kmem_alloc", "installctx", "sys_syscall"]),
        (3, ["swtch", "cv_wait", "kmem_free", "removectx", "sys_syscall"]),
        (2, ["swtch", "cv_wait", "thread_create", "sys_syscall"]),
        (1, ["swtch", "cv_wait", "sched", "main", "thread_start"]),
        (1, ["swtch", "cv_wait_sig", "kmem_alloc", "ioctl", "sys_syscall"]),
        (1, ["swtch", "cv_wait", "fop_ioctl", "ioctl", "sys_syscall"]),
    ];

    /// <summary>Folder with <c>unix.0</c> and <c>vmcore.0</c>.</summary>
    public static string Folder()
    {
        string folder = Path.Combine(Path.GetTempPath(), "mdb-bench-threads");
        string core = Path.Combine(folder, "vmcore.0");
        if (!File.Exists(core))
        {
            Directory.CreateDirectory(folder);
            Build().Write(Path.Combine(folder, "unix.0"), core + ".part");
            File.Move(core + ".part", core);
        }

        return folder;
    }

    private static DumpImage Build()
    {
        DumpImage image = Scenario.Load(Path.Combine(RepositoryPaths.Folder, "..", "..", "samples", "scenarios", "bhyve-old.scenario"));
        ulong[][] returns = [.. _stacks.Select(stack => stack.Functions.Select(name => image.FindSymbol(name)!.Value + 0x15).ToArray())];
        ulong start = image.FindSymbol("thread_start")!.Value;
        ulong resume = image.FindSymbol("resume")!.Value + 0x61;
        ulong save = image.FindSymbol("savectx")!.Value;
        ulong free = image.FindSymbol("freectx")!.Value;
        ulong kas = image.FindSymbol("kas")!.Value;

        image.AddObjects("proc_t", FirstProcess, Processes, (i, process) =>
        {
            process.Set("p_as", kas);
            process.Set("p_cred", Credentials);
            process.Set("p_stat", 2);
            process.Set("p_parent", Init);
            process.Set("p_sibling", i + 1 < Processes ? Process(i + 1) : FirstChildOfInit);
            process.Set("p_next", i + 1 < Processes ? Process(i + 1) : NewestProcess);
            process.Set("p_tlist", Thread(FirstOf(i)));
            process.Set("p_lwpcnt", (ulong)(FirstOf(i + 1) - FirstOf(i)));
            process.SetText("p_user.u_comm", _commands[i % _commands.Length]);
        }, ProcessStride);
        image.AddObjects("kthread_t", FirstThread, Threads, (i, thread) =>
        {
            long owner = ProcessOf(i);
            long next = (i + Leap) % Threads;
            ulong stack = FirstStack + ((ulong)i * StackStride);
            ulong pointer = Frame(stack, returns[StackOf(i)].Length, 0);
            thread.Set("t_stk", stack + StackTop);
            thread.Set("t_stkbase", stack + 0x1000);
            thread.Set("t_schedflag", 1);
            thread.Set("t_proc_flag", 0x100);
            thread.Set("t_state", i % 20 == 0 ? 2UL : 1UL);
            thread.Set("t_pri", 59);
            thread.Set("t_pcb.val[0]", resume);
            thread.Set("t_pcb.val[1]", pointer);
            thread.Set("t_pcb.val[2]", pointer);
            thread.Set("t_lwpchan.lc_wchan", FirstLwp + ((ulong)i * LwpStride) + 0x58);
            thread.Set("t_sobj_ops", image.FindSymbol("cv_sobj_ops")!.Value);
            thread.Set("t_cid", 1);
            thread.Set("t_ctx", FirstOperator + ((ulong)i * 2 * 80));
            thread.Set("t_did", (ulong)i + 100);
            thread.Set("t_tid", (ulong)(i - FirstOf(owner) + 1));
            thread.Set("t_forw", Thread(i + 1 < FirstOf(owner + 1) ? i + 1 : FirstOf(owner)));
            thread.Set("t_lwp", FirstLwp + ((ulong)i * LwpStride));
            thread.Set("t_procp", Process(owner));
            thread.Set("t_next", next == 0 ? SecondThread : Thread(next));
            thread.Set("t_cred", Credentials);
            thread.Set("t_startpc", start);
            thread.Set("t_start", 1_529_600_000);
        }, ThreadStride);
        image.AddObjects("klwp_t", FirstLwp, Threads, (i, lwp) =>
        {
            lwp.Set("lwp_thread", Thread(i));
            lwp.Set("lwp_procp", Process(ProcessOf(i)));
        }, LwpStride);
        image.AddObjects("struct ctxop", FirstOperator, 2L * Threads, (i, op) =>
        {
            op.Set("save_op", save);
            op.Set("free_op", free);
            op.Set("arg", (ulong)i);
            op.Set("next", i % 2 == 0 ? FirstOperator + (((ulong)i + 1) * 80) : 0);
        });
        image.AddRegion(FirstStack, Threads * StackStride, writer =>
        {
            for (long i = 0; i < Threads; i++)
            {
                ulong stack = FirstStack + ((ulong)i * StackStride);
                ulong[] calls = returns[StackOf(i)];
                for (int frame = 0; frame < calls.Length; frame++)
                {
                    ulong at = Frame(stack, calls.Length, frame);
                    writer.Write(at, frame + 1 < calls.Length ? Frame(stack, calls.Length, frame + 1) : stack + StackTop);
                    writer.Write(at + 8, calls[frame]);
                }
            }
        });
        image.SetMember(Init, "proc_t", "p_child", Process(0));
        image.SetMember(HeadOfThreads, "kthread_t", "t_next", Thread(0));
        image.Add(image.FindSymbol("practive")!.Value, BitConverter.GetBytes(Process(0)));
        image.Add(image.FindSymbol("nthread")!.Value, BitConverter.GetBytes(Threads + BaseThreads));
        image.Add(image.FindSymbol("nproc")!.Value, BitConverter.GetBytes(Processes + BaseProcesses));
        return image;
    }

    private static ulong Thread(long index) => FirstThread + ((ulong)index * ThreadStride);

    private static ulong Process(long index) => FirstProcess + ((ulong)index * ProcessStride);

    /// <summary>20 threads each; the last two share what is left.</summary>
    private static long ProcessOf(long thread) => thread < 20 * (Processes - 2) ? thread / 20 : Processes - 2 + ((thread - (20 * (Processes - 2))) / 9);

    private static long FirstOf(long process) => process <= Processes - 2 ? process * 20 : (20 * (Processes - 2)) + (9 * (process - (Processes - 2)));

    private static int StackOf(long thread)
    {
        long place = thread * 37 % 100;
        for (int i = 0; ; i++)
        {
            place -= _stacks[i].Weight;
            if (place < 0)
            {
                return i;
            }
        }
    }

    /// <summary>Address of a frame; the innermost is 0, and each is 0x50 below its caller.</summary>
    private static ulong Frame(ulong stack, int depth, int frame) => stack + StackTop - ((ulong)(depth - frame) * 0x50);
}
