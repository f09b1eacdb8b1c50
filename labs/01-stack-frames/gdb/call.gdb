break middle
run
advance leaf_call
x/i $pc
info registers rsp rbp
x/4gx $rsp
stepi
x/i $pc
info registers rsp rbp
x/5gx $rsp
