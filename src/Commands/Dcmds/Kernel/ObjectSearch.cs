using Commands.Pipeline;
using Commands.Walkers;
using DumpReader.Kernel;
using DumpReader.Types;
using DumpReader.Values;

namespace Commands.Dcmds.Kernel;

/// <summary>Looks through all that a walker yields for a value of a member.</summary>
internal static class ObjectSearch
{
    /// <summary>Sends on the objects whose member has the value; nothing where none has it.</summary>
    /// <param name="call">The call.</param>
    /// <param name="walker">Walker of all objects.</param>
    /// <param name="typeName">Their type.</param>
    /// <param name="name">A member that is a number or a pointer.</param>
    /// <param name="wanted">The value, of the member's own width.</param>
    /// <param name="all">All of them, and not only the first.</param>
    public static Status Emit(Invocation call, string walker, string typeName, string name, ulong wanted, bool all)
    {
        KernelType type = call.Session.Kernel.Type(typeName);
        if (!type.TryMember(name, out Member? member))
        {
            KernelWalk.Report(call.Run, WalkFault.MissingMember(typeName, name));
            return Status.Error;
        }

        if (KernelObject.Walk(call, walker) is not { } objects)
        {
            return Status.Error;
        }

        foreach (Item item in objects)
        {
            Value value = new Value(call.Target.Memory, type.Type!, item.Bits).At(member!);
            if (!value.TryUInt64(out ulong found))
            {
                call.Run.Missing(value.Address);
            }
            else if (found == wanted && (!call.Emit(new Item(item.Bits, type.Type), prefix: false) || !all))
            {
                break;
            }
        }

        return Status.Ok;
    }
}
