using System.CommandLine;

namespace Mdb.CommandLine;

/// <summary>
/// Everything the command line may hold, declared once: its words are split by it (<see cref="OptionWords"/>) and parsed by it, and
/// its descriptions are the usage text.
/// </summary>
internal sealed class Declaration
{
    public Declaration()
    {
        Root.Options.Clear();
        Root.Directives.Clear();
        Root.Options.Add(VirtualMachine);
        Root.Options.Add(Expression);
        Root.Options.Add(RawFile);
        Root.Options.Add(Kernel);
        Root.Options.Add(NoModuleSymbols);
        Root.Options.Add(DebuggerOptions);
        Root.Options.Add(ProcessId);
        Root.Options.Add(Distance);
        Root.Options.Add(Writable);
        Root.Options.Add(NoModules);
        Root.Options.Add(NoTypes);
        Root.Options.Add(MacroPath);
        Root.Options.Add(ModulePath);
        Root.Options.Add(Preload);
        Root.Options.Add(Prompt);
        Root.Options.Add(Valued("-R", "root", "folder that stands for / in paths (no effect on a dump)"));
        Root.Options.Add(SkipStartFile);
        Root.Options.Add(Disassembler);
        Root.Options.Add(Json);
        Root.Options.Add(Csv);
        Root.Options.Add(Force);
        Root.Options.Add(NoMap);
        Root.Options.Add(Cache);
        Root.Options.Add(NoIndex);
        Root.Options.Add(Dac);
        Root.Options.Add(Deadline);
        Root.Options.Add(Help);
        Root.Options.Add(Version);
        Root.Options.Add(Valued("-D", "modes", "trace the debugger (no effect)"));
        Root.Options.Add(Flag("-F", "take over a running target by force (no effect on a dump)"));
        Root.Options.Add(Flag("-K", "enter the kernel debugger (no effect on a dump)"));
        Root.Options.Add(Flag("-O", null));
        Root.Options.Add(Flag("-U", "leave the kernel debugger (no effect on a dump)"));
        Root.Options.Add(Flag("-W", "allow access to devices (no effect on a dump)"));
        Root.Options.Add(Flag("-u", "user mode (no effect on a dump)"));
        Root.Options.Add(Flag("-y", "initialise the terminal (no effect)"));
        Root.Arguments.Add(Operands);
    }

    public RootCommand Root { get; } = new("look at crash dumps of the kernel and at cores of processes");

    public Option<string[]> VirtualMachine { get; } = Valued("-b", "VM", "look at a running virtual machine (not here)");

    public Option<string[]> Expression { get; } = Valued("-e", "expr", "take expr as the whole input, then exit");

    public Option<bool> RawFile { get; } = Flag("-f", "look at object as plain bytes: an address is an offset into the file");

    public Option<bool> Kernel { get; } = Flag("-k", "accept a kernel crash dump only");

    public Option<bool> NoModuleSymbols { get; } = Flag("-m", "do without the symbol tables of kernel modules");

    public Option<string[]> DebuggerOptions { get; } = Valued("-o", "option", "set a debugger option (+o clears it); see ::set");

    public Option<string[]> ProcessId { get; } = Valued("-p", "pid", "look at a running process (not here)");

    public Option<string[]> Distance { get; } =
        Valued("-s", "dist", "name an address by a symbol less than dist bytes below it; 0: within it");

    public Option<bool> Writable { get; } = Flag("-w", "open for writing; a dump stays as it is");

    public Option<bool> NoModules { get; } = Flag("-A", "do not load debugger modules; the same as -o nomods");

    public Option<bool> NoTypes { get; } = Flag("-C", "do without type information; the same as -o noctf");

    public Option<string[]> MacroPath { get; } = Valued("-I", "path", "where to look for macro files");

    public Option<string[]> ModulePath { get; } = Valued("-L", "path", "where debugger modules would be; shown by ::set");

    public Option<bool> Preload { get; } = Flag("-M", "read the symbols of every kernel module at the start");

    public Option<string[]> Prompt { get; } = Valued("-P", "prompt", "prompt with this text");

    public Option<bool> SkipStartFile { get; } = Flag("-S", "leave ~/.mdbrc out");

    public Option<string[]> Disassembler { get; } = Valued("-V", "dis-version", "choose the disassembler; see ::disasms");

    public Option<bool> Json { get; } = Flag("--json", "print each row as one line of JSON");

    public Option<bool> Csv { get; } = Flag("--csv", "print each row as one line of comma-separated values");

    public Option<bool> Force { get; } = Flag("--force", "go on with files that do not belong together");

    public Option<bool> NoMap { get; } = Flag("--no-mmap", "read files by position, do not map them");

    public Option<string[]> Cache { get; } =
        Valued("--cache", "MiB", "how much of a compressed dump is kept inflated; 64 by default");

    public Option<bool> NoIndex { get; } = Flag("--no-index", "neither use nor keep an index of a compressed dump (dump.mdbindex)");

    public Option<string[]> Dac { get; } =
        Valued("--dac", "file", "debugging library of the .NET runtime in a core, if not beside that runtime");

    public Option<string[]> Deadline { get; } =
        Valued("--deadline", "seconds", "end each statement after this time and say that its answer is partial");

    public Option<bool> Help { get; } = Flag("--help", "print this text");

    public Option<bool> Version { get; } = Flag("--version", "print the version");

    public Argument<string[]> Operands { get; } = new("operand") { Arity = ArgumentArity.ZeroOrMore, Description = "the files of a dump, its suffix or its folder, or the core of a process" };

    /// <summary>The option of that name, or null.</summary>
    public Option? Find(ReadOnlySpan<char> name)
    {
        foreach (Option option in Root.Options)
        {
            if (name.SequenceEqual(option.Name))
            {
                return option;
            }
        }

        return null;
    }

    /// <summary>Whether an option is followed by a value.</summary>
    public static bool TakesValue(Option option) => option.HelpName is not null;

    private static Option<bool> Flag(string name, string? description) =>
        new(name) { Arity = ArgumentArity.Zero, Description = description };

    /// <summary>May be given again and again; for most the last one counts.</summary>
    private static Option<string[]> Valued(string name, string value, string? description) =>
        new(name) { HelpName = value, Arity = ArgumentArity.ZeroOrMore, Description = description };
}
