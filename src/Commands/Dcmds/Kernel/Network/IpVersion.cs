using Commands.Pipeline;

namespace Commands.Dcmds.Kernel.Network;

/// <summary>The option -P of the commands of IP.</summary>
internal static class IpVersion
{
    /// <summary>False for what is neither <c>v4</c> nor <c>v6</c>.</summary>
    /// <param name="options">As given.</param>
    /// <param name="six">Which was asked for; null for both.</param>
    public static bool TryParse(CommandOptions options, out bool? six)
    {
        six = options.Text('P') switch { "v4" => false, "v6" => true, _ => null };
        return options.Text('P') is null or "v4" or "v6";
    }
}
