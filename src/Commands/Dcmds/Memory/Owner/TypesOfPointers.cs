using Commands.Dcmds.Core;
using Commands.Pipeline;
using Commands.Pipeline.Printing;
using DumpReader.Kernel.Memory.Graph;
using DumpReader.Scans;
using DumpReader.Symbols;
using DumpReader.Types;

namespace Commands.Dcmds.Memory.Owner;

/// <summary>
/// What the pointers to an object say of its type. A pointer says something where the type of what holds it is known: of a variable, by the name of
/// its cache, or from the type graph if the session has one.
/// </summary>
internal sealed class TypesOfPointers(Session session, TypeGraph? graph, ulong start, ulong size)
{
    private readonly MemberAt _members = new(session.Target.Types);
    private readonly SessionNumbers _numbers = new(session);
    private readonly Dictionary<(string Type, ulong At), (CType Type, PossibleType Said)> _found = [];

    /// <summary>Looks at a pointer to the object; the member that it is, as <c>TYPE.MEMBER</c>, where that is known.</summary>
    public string? Look(in WordHit hit, in MemoryPlace place)
    {
        if (HolderOf(hit.Address, place) is not (CType holder, ulong from))
        {
            return null;
        }

        ulong offset = hit.Address - from;
        Add(hit, holder, offset, from);
        CType element = holder.Resolve();
        return element is StructType && OffsetPath.Of(element, offset, _numbers) is { } path ? holder.Name + "." + path : null;
    }

    /// <summary>
    /// The types, those that most pointers tell first. Numbers and opaque types say little: they are left out where there is a structure for the
    /// same place.
    /// </summary>
    public IEnumerable<PossibleType> Types() => _found.Values
        .Where(f => IsTelling(f.Type) || !_found.Values.Any(other => other.Said.At == f.Said.At && IsTelling(other.Type)))
        .Select(f => f.Said).OrderByDescending(s => s.Pointers).ThenBy(s => s.At).ThenBy(s => s.Type, StringComparer.Ordinal);

    /// <summary>What the type graph has inferred of the object at an address; of its parts only where there is nothing of the whole.</summary>
    public static IEnumerable<PossibleType> InGraph(TypeGraph graph, ulong address)
    {
        if (!graph.Nodes.TryFind(address, out int node) || graph.Nodes.Type(node) is not null)
        {
            yield break;
        }

        bool whole = graph.Types(node).MoveNext();
        foreach (Inference inference in whole ? graph.Types(node) : graph.Fragments(node))
        {
            ulong from = graph.Nodes.Start(inference.Source);
            yield return new PossibleType(
                inference.Type.Name, graph.OffsetOf(node, inference), inference.Fact.Referrer.Name, inference.Fact.Member, from)
            {
                IsArray = whole && graph.IsArray(node),
            };
        }
    }

    private static bool IsTelling(CType type) => type.Resolve() is StructType or ArrayType or PointerType;

    private void Add(in WordHit hit, CType holder, ulong offset, ulong from)
    {
        ulong at = hit.Word - start;
        if (at >= size || !_members.TryPointer(holder, offset, size - at, out CType target, out string member)
            || target.Size == 0 || target.Size > size - at)
        {
            return;
        }

        (string, ulong) key = (target.Name, at);
        _found[key] = _found.TryGetValue(key, out (CType Type, PossibleType Said) known)
            ? (target, known.Said with { Pointers = known.Said.Pointers + 1 })
            : (target, new PossibleType(target.Name, at, holder.Name, member, from));
    }

    /// <summary>The object that holds a pointer: its type, and where it begins.</summary>
    private (CType Type, ulong Start)? HolderOf(ulong address, in MemoryPlace place)
    {
        if (graph is not null && graph.Nodes.TryFind(address, out int node) && TypeOf(graph, node) is { } inferred)
        {
            return (inferred, graph.Nodes.Start(node));
        }

        CType? type = place.Kind switch
        {
            "symbol" => session.TryFindExact(place.Base, out Symbol symbol) ? session.Target.Types.OfSymbol(symbol, out _) : null,
            "page" => session.FindType("page_t", out _),
            "buffer" when !place.IsFree => ObjectType.OfCache(session, place.Name, place.Size),
            _ => null,
        };
        return type is null || type.Resolve() is FunctionType ? null : (type, place.Base);
    }

    private static CType? TypeOf(TypeGraph graph, int node) =>
        graph.Nodes.Type(node) ?? (graph.Types(node).TrySingle(out Inference single) && single.Type.Resolve() is StructType ? single.Type : null);
}
