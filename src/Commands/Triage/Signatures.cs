using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;

namespace Commands.Triage;

/// <summary>Makes the signature of a panic from its message and its stack.</summary>
internal static partial class Signatures
{
    /// <summary>Changes when the rules below do, so that signatures of two versions are never compared.</summary>
    public const int Version = 1;

    private const int Length = 32;

    /// <summary>Functions through which every panic of a kind goes: they say how it panicked, which its message says already.</summary>
    private static readonly HashSet<string> _plumbing =
    [
        "_cmntrap", "assfail", "assfail3", "cmn_err", "cmntrap", "cmntrap_pushed", "die", "fm_panic", "kmem_error", "kmem_panic", "mutex_panic",
        "panic", "panicsys", "panic_stopcpus", "rw_panic", "syscall_panic", "trap", "turnstile_panic", "vcmn_err", "vdprintf", "vpanic",
        "vzcmn_err", "zcmn_err", "dtrace_panic", "dtrace_vpanic", "segv_panic", "xcpanic",
    ];

    /// <summary>Null where neither a message nor a stack is known.</summary>
    public static TriageSignature? Of(string? message, IReadOnlyList<PanicFrame> frames)
    {
        if (string.IsNullOrEmpty(message) && frames.Count == 0)
        {
            return null;
        }

        string exact = $"{message}\n{string.Join('\n', frames)}";
        string stable = $"{StableMessage(message ?? "")}\n{string.Join('\n', StableStack(frames))}";
        return new TriageSignature(Version, Hash(exact), Hash(stable));
    }

    /// <summary>The message with each number replaced by <c>#</c>.</summary>
    public static string StableMessage(string message) => Number().Replace(message, "#");

    /// <summary>The functions below the panic plumbing, innermost first.</summary>
    public static IEnumerable<string> StableStack(IEnumerable<PanicFrame> frames) =>
        frames.Where(f => !IsPlumbing(f)).Select(f => f.StableName);

    /// <summary>Whether a frame says only how it panicked.</summary>
    public static bool IsPlumbing(PanicFrame frame) => _plumbing.Contains(frame.Function);

    private static string Hash(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)))[..Length];

    /// <summary>A hex or decimal number that stands alone, and the digits at the end of a name (<c>cpu12</c>).</summary>
    [GeneratedRegex(@"\b(?:0x[0-9a-f]+|(?=[0-9a-f]*[0-9])[0-9a-f]+)\b|[0-9]+", RegexOptions.IgnoreCase)]
    private static partial Regex Number();
}
