# Summarises a log: time by user, slowest requests, words of the messages.
use strict;
use warnings;

my (%user, %word, @slow);
while (my $line = <>) {
    chomp $line;
    my ($time, $program, $message, $name, $took) =
        $line =~ /^(\S+) (\w+)\[\d+\]: (.*) user=(\w+) took=(\d+)ms$/
        or next;
    $user{$name}{total} += $took;
    push @{ $user{$name}{requests} }, { time => $time, program => $program };
    $word{$_}++ for split / /, $message;
    push @slow, [ $took, "$time $program" ];
    @slow = (sort { $b->[0] <=> $a->[0] } @slow)[0 .. 9] if @slow > 20;
}
for my $name (sort { $user{$b}{total} <=> $user{$a}{total} || $a cmp $b } keys %user) {
    my %programs = map { $_->{program} => 1 } @{ $user{$name}{requests} };
    printf "%-8s %7d ms %s\n", $name, $user{$name}{total},
        join(",", sort keys %programs);
}
print join("\n", map { "$_->[0] $_->[1]" } @slow), "\n";
my @often = sort { $word{$b} <=> $word{$a} || $a cmp $b } keys %word;
print "$_: $word{$_}\n" for @often[0 .. 19];
