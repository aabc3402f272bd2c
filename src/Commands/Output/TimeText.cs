using System.Buffers.Text;

namespace Commands.Output;

/// <summary>Times as <c>%Y</c> shows them: <c>1970 Jan  1 00:00:07</c>, local time, the day padded with a blank.</summary>
internal static class TimeText
{
    /// <summary>Length of every time that a calendar has.</summary>
    public const int Length = 20;

    private static readonly long First = DateTimeOffset.MinValue.AddDays(2).ToUnixTimeSeconds();
    private static readonly long Last = DateTimeOffset.MaxValue.AddDays(-2).ToUnixTimeSeconds();

    /// <summary>False for seconds beyond the years 1 to 9999; then nothing is written.</summary>
    public static bool TryFormat(long seconds, TimeZoneInfo zone, Span<byte> text)
    {
        if (seconds < First || seconds > Last)
        {
            return false;
        }

        DateTime time = TimeZoneInfo.ConvertTime(DateTimeOffset.FromUnixTimeSeconds(seconds), zone).DateTime;
        text[..Length].Fill((byte)' ');
        Digits(time.Year, 4, text);
        "JanFebMarAprMayJunJulAugSepOctNovDec"u8.Slice((time.Month - 1) * 3, 3).CopyTo(text[5..]);
        Digits(time.Day, 2, text[9..]);
        if (time.Day < 10)
        {
            text[9] = (byte)' ';
        }

        Digits(time.Hour, 2, text[12..]);
        text[14] = (byte)':';
        Digits(time.Minute, 2, text[15..]);
        text[17] = (byte)':';
        Digits(time.Second, 2, text[18..]);
        return true;
    }

    private static void Digits(int value, byte count, Span<byte> text) =>
        Utf8Formatter.TryFormat(value, text, out _, new System.Buffers.StandardFormat('D', count));
}
