namespace Commands.Pipeline;

/// <summary>Marks a dcmd class for the generated registry; further names (<c>$m</c>, <c>whence</c>) may follow.</summary>
[AttributeUsage(AttributeTargets.Class)]
internal sealed class DcmdAttribute(string name, params string[] aliases) : Attribute
{
    public string Name { get; } = name;

    public string[] Aliases { get; } = aliases;
}

/// <summary>Whether a dcmd takes an address: decides its usage line and, for <see cref="None"/>, that it cannot be a later stage.</summary>
internal enum AddressUse { None, Optional, Required }

/// <summary>What a dcmd says of itself; made when it is first used.</summary>
internal sealed record DcmdInfo(string Name, string Summary)
{
    /// <summary>Argument part of the usage line, e.g. <c>name [variable]</c>.</summary>
    public string Usage { get; init; } = "";

    public AddressUse Address { get; init; } = AddressUse.None;

    /// <summary>False for a dcmd that takes an address although its usage line in stock mdb names none (<c>Usage: ps [-fltzTP]</c>).</summary>
    public bool UsageNamesAddress { get; init; } = true;

    /// <summary>True for a dcmd that works without an address although its usage line in stock mdb demands one (<c>Usage: address::taskq</c>).</summary>
    public bool UsageDemandsAddress { get; init; }

    /// <summary>Module name shown by ::which: <c>mdb</c> for built-in ones, else the kernel module that it belongs to in stock mdb.</summary>
    public string Module { get; init; } = "mdb";

    /// <summary>Description for ::help, in our own words; null when there is none (then the usage error has no hint line, see also <see cref="StockHelp"/>).</summary>
    public string? Help { get; init; }

    /// <summary>False where stock mdb has no description for ::help: under <c>-o stock</c> its usage error has no hint line.</summary>
    public bool StockHelp { get; init; } = true;

    /// <summary>True where stock mdb prints one value a line when it feeds a pipe; false where its table text goes into the pipe.</summary>
    public bool StockPipeForm { get; init; } = true;

    /// <summary>A command without an address of its own that still works on the elements of a pipe, such as ::head.</summary>
    public bool PipeOnly { get; init; }

    /// <summary>Its argument is a condition, read by the filter mode of the lexer.</summary>
    public bool TakesFilter { get; init; }

    /// <summary>Behind a pipe its name may stand without colons, except under stock rules.</summary>
    public bool IsBareWord { get; init; }

    /// <summary>True for a command that stock mdb does not have.</summary>
    public bool Ours { get; init; }

    /// <summary>Command lines that run as tests on every suitable sample dump.</summary>
    public IReadOnlyList<string> Examples { get; init; } = [];
}

/// <summary>A debugger command. It never prints: it emits events, and the sink of its stage renders them.</summary>
internal abstract class Dcmd
{
    public abstract DcmdInfo Info { get; }

    public abstract Status Invoke(Invocation call);

    /// <summary>
    /// True for a dcmd that looks at all its input together: as a later stage it is called once, when the stage before it has ended, with
    /// every element in <see cref="Invocation.PipeItems"/>.
    /// </summary>
    public virtual bool TakesPipeWhole => false;

    /// <summary>At the end of a pipeline it says how the stages before it are shown; null for a command that does something.</summary>
    public virtual OutputForm? ShownAs => null;

    /// <summary>It looks at rows and passes them on: it gets each as the stage before yielded it (<see cref="Item.Source"/>).</summary>
    public virtual bool TakesRows => false;

    /// <summary>It has something to say when all its input has come, even none: <see cref="End"/> is called then.</summary>
    public virtual bool HasEnd => false;

    /// <summary>Called once behind the last element; <see cref="Invocation.State"/> is what the calls before left.</summary>
    public virtual Status End(Invocation call) => Status.Ok;

    /// <summary>Type of the object this dcmd wants at its address; the name the coercion and the completion use.</summary>
    public virtual string? InputType => null;
}
