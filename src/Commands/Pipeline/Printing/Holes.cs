using System.Text;
using System.Text.Json;
using DumpReader.Types;

namespace Commands.Pipeline.Printing;

/// <summary>Unused bits between members, shown by -h: <c>uint32_t &lt;&lt;HOLE>></c>, or <c>unsigned &lt;&lt;HOLE>> :56</c> where no integer fits.</summary>
internal static class Holes
{
    /// <summary>Bits of holes of one structure that are shown: 128 KiB are more than any real one has, damaged types may claim any number.</summary>
    public const ulong MostBits = 8UL * 128 * 1024;

    private const ulong WidestHole = 64;

    private static readonly byte[] _name = "<<HOLE>>"u8.ToArray();

    public static bool IsHole(MemberPlan member) => ReferenceEquals(member.Name, _name);

    public static IEnumerable<MemberPlan> Between(ulong start, ulong end, PrintOptions options)
    {
        while (start < end)
        {
            ulong bits = Math.Min(end - start, WidestHole);
            bool fits = bits is 8 or 16 or 32 or 64 && (start & 7) == 0;
            string name = fits ? $"uint{bits}_t" : "unsigned";
            var type = new IntegerType(name, (bits + 7) / 8, (int)bits, signed: false);
            TypePlan plan = fits
                ? new IntegerPlan(type, (int)bits / 8, signed: false, options.Decimal && !options.Hex)
                : new BitFieldPlan(type, 0, (int)bits, signed: false, options);
            yield return new MemberPlan(
                plan, start, _name, Encoding.Latin1.GetBytes(name + " "), fits ? [] : Encoding.Latin1.GetBytes($" :{bits}"), default);
            start += bits;
        }
    }
}
