using DumpReader.Spaces;

namespace DumpReader.Cpu.Unwinding;

/// <summary>What a step of a prologue did: <c>UWOP_</c> of <c>UNWIND_CODE</c>.</summary>
internal enum UnwindOperation : byte
{
    Push,
    AllocateLarge,
    AllocateSmall,
    SetFramePointer,
    Save,
    SaveFar,
    Epilogue,       // of version 2; in the first drafts of version 1, half a vector register was saved
    Spare,
    SaveVector,
    SaveVectorFar,
    MachineFrame,
}

/// <summary>
/// How the prologue of a function of Windows lays its frame (<c>UNWIND_INFO</c>, version 1 or 2, of the published description of exception
/// handling on x64).
/// </summary>
/// <param name="PrologueSize">Bytes of the prologue.</param>
/// <param name="FrameRegister">The register that keeps the frame, as instructions number it; 0 for none.</param>
/// <param name="FrameOffset">How far above %rsp that register was set, in bytes.</param>
/// <param name="Codes">Two bytes each, the last step of the prologue first.</param>
/// <param name="Next">The entry of the function that this one is a part of; null for none.</param>
internal sealed record UnwindInfo(int PrologueSize, int FrameRegister, int FrameOffset, ReadOnlyMemory<byte> Codes, WindowsFunction? Next)
{
    private const int HeadSize = 4;
    private const int Chained = 4;  // UNW_FLAG_CHAININFO

    /// <summary>Null where it is not there, or of a version that is not known.</summary>
    public static UnwindInfo? Read(AddressSpace image, ulong address)
    {
        Span<byte> head = stackalloc byte[HeadSize];
        if (!image.TryRead(address, head) || (head[0] & 7) is not (1 or 2))
        {
            return null;
        }

        int count = head[2];
        bool isChained = (head[0] >> 3 & Chained) != 0;
        int even = (count + 1) & ~1;
        int length = isChained ? (even * 2) + WindowsFunction.Size : count * 2;
        ReadOnlyMemory<byte> rest = image.GetMemory(unchecked(address + HeadSize), length);
        return rest.Length < length ? null : new UnwindInfo(
            head[1], head[3] & 15, (head[3] >> 4) * 16, rest[..(count * 2)], isChained ? WindowsFunction.Read(rest.Span[(even * 2)..]) : null);
    }

    /// <summary>How many codes an operation takes, its own counted; 0 for one that there is not.</summary>
    /// <param name="operand">What its own code says besides.</param>
    public static int Length(UnwindOperation operation, int operand) => operation switch
    {
        UnwindOperation.Push or UnwindOperation.AllocateSmall or UnwindOperation.SetFramePointer or UnwindOperation.MachineFrame => 1,
        UnwindOperation.Save or UnwindOperation.Epilogue or UnwindOperation.SaveVector => 2,
        UnwindOperation.SaveFar or UnwindOperation.Spare or UnwindOperation.SaveVectorFar => 3,
        UnwindOperation.AllocateLarge when operand <= 1 => 2 + operand,
        _ => 0,
    };
}
