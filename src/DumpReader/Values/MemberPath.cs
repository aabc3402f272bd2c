using DumpReader.Spaces;
using DumpReader.Types;

namespace DumpReader.Values;

/// <summary>
/// A member path (<c>t_procp->p_user.u_comm</c>, <c>fi_list[3]->uf_file</c>) compiled against a type: run it for any number of
/// addresses, no name is looked up again. What is wrong with the path itself is found when compiling but reported by
/// <see cref="TryApply"/> in its turn, behind what memory may lack before it, as mdb does. Immutable.
/// </summary>
internal sealed class MemberPath
{
    private readonly PathStep[] _steps;
    private readonly string? _fault;

    internal MemberPath(string text, CType root, PathStep[] steps, CType type, Member? member, bool endsInPointerIndexZero, string? fault)
    {
        Text = text;
        Root = root;
        _steps = steps;
        Type = type;
        Member = member;
        EndsInPointerIndexZero = endsInPointerIndexZero;
        _fault = fault;
    }

    /// <summary>As written.</summary>
    public string Text { get; }

    /// <summary>The type that the path starts from.</summary>
    public CType Root { get; }

    /// <summary>Declared type of what the path leads to; of the last good step where the path is wrong.</summary>
    public CType Type { get; }

    /// <summary>The member that the path ends in; null where it ends in an index.</summary>
    public Member? Member { get; }

    /// <summary>
    /// The path ends in <c>[0]</c> applied to a pointer that is itself a member: ::print then shows <c>p->a</c> and not <c>p[0].a</c>.
    /// </summary>
    public bool EndsInPointerIndexZero { get; }

    /// <summary>What ::print puts before the names of first-level members: <c>x.</c>, or <c>p-></c> for a path <c>p[0]</c>.</summary>
    public string MemberPrefix => EndsInPointerIndexZero ? Text[..Text.LastIndexOf('[')] + "->" : Text + ".";

    /// <summary>
    /// What ::print shows as the name of the value itself: the path, without the <c>[0]</c> of <see cref="EndsInPointerIndexZero"/>.
    /// </summary>
    public string Label => EndsInPointerIndexZero ? Text[..Text.LastIndexOf('[')] : Text;

    /// <summary>False where the path cannot fit the type, whatever is in memory.</summary>
    public bool IsValid => _fault is null;

    /// <summary>Whether following the path reads memory.</summary>
    public bool Dereferences => Array.Exists(_steps, step => step.Kind == PathStepKind.Dereference);

    /// <summary>Compiles; never fails: see <see cref="IsValid"/>.</summary>
    /// <param name="root">Type of the object that the path starts at; <c>-></c> is implied at the start where it is a pointer.</param>
    /// <param name="text">The path; a leading <c>.</c> or <c>-></c> is allowed.</param>
    /// <param name="numbers">Reads and shows index numbers.</param>
    /// <param name="types">Where a type that is only declared here may be defined; null to look nowhere.</param>
    public static MemberPath Compile(CType root, string text, PathNumbers numbers, TypeCatalog? types = null) =>
        new MemberPathCompiler(text, numbers, types).Compile(root);

    /// <summary>
    /// Follows the path from the object of type <see cref="Root"/> at <paramref name="address"/>; false: <paramref name="fault"/> says why.
    /// </summary>
    /// <param name="space">Memory.</param>
    /// <param name="address">Of the object.</param>
    /// <param name="warn">Told of an index beyond its array, each time; following goes on.</param>
    /// <param name="value">Where the path leads.</param>
    /// <param name="fault">Why it leads nowhere.</param>
    public bool TryApply(AddressSpace space, ulong address, Action<string>? warn, out Value value, out PathFault fault)
    {
        value = default;
        ulong bits = 0;
        foreach (ref readonly PathStep step in _steps.AsSpan())
        {
            switch (step.Kind)
            {
                case PathStepKind.Move:
                    address = unchecked(address + step.Bytes);
                    bits = step.Bits;
                    break;
                case PathStepKind.Dereference:
                    if (!space.TryReadUInt64(address, out ulong target))
                    {
                        fault = new PathFault($"could not dereference pointer {address:x}", address);
                        return false;
                    }

                    address = target;
                    bits = 0;
                    break;
                default:
                    warn?.Invoke(step.Warning!);
                    break;
            }
        }

        if (_fault is not null)
        {
            fault = new PathFault(_fault, null);
            return false;
        }

        value = new Value(space, Type, address, (int)bits);
        fault = default;
        return true;
    }
}

internal enum PathStepKind : byte { Move, Dereference, Warn }

/// <summary>One step of a compiled path: add bytes (then stand that many bits further), follow the pointer there, or warn.</summary>
internal readonly record struct PathStep(PathStepKind Kind, ulong Bytes, byte Bits, string? Warning)
{
    public static readonly PathStep Dereference = new(PathStepKind.Dereference, 0, 0, null);

    public static PathStep Move(ulong bits) => new(PathStepKind.Move, bits / 8, (byte)(bits % 8), null);

    public static PathStep MoveBytes(ulong bytes) => new(PathStepKind.Move, bytes, 0, null);

    public static PathStep Warn(string text) => new(PathStepKind.Warn, 0, 0, text);
}
